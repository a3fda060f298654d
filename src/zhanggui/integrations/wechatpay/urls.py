"""Addresses of WeChat Pay's stand-in, as API v3 names them."""

from django.urls import path, re_path

from zhanggui.integrations.wechatpay import views

app_name = "wechatpay"
urlpatterns = [
    re_path(r"^v3/pay/transactions/(?P<kind>native|h5)$", views.pay, name="pay"),
    path("v3/pay/transactions/out-trade-no/<str:number>/close", views.close, name="close"),
    path("v3/pay/transactions/out-trade-no/<str:number>", views.trade, name="trade"),
    path("v3/refund/domestic/refunds", views.refund, name="refund"),
    path("v3/refund/domestic/refunds/<str:number>", views.one_refund, name="one_refund"),
    path("v3/bill/tradebill", views.bill, name="bill"),
    path("v3/billdownload/file", views.bill_file, name="bill_file"),
]
