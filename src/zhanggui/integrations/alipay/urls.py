"""Addresses of Alipay's stand-in."""

from django.urls import path

from zhanggui.integrations.alipay import views

app_name = "alipay"
urlpatterns = [
    path("gateway.do", views.gateway, name="do"),
    path("bills/<str:token>/", views.bill, name="bill"),
]
