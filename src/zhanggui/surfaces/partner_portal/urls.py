"""Addresses of this surface."""

from django.urls import path

from zhanggui.surfaces.partner_portal import firm, goods, lists, papers, parcels, registering

app_name = "partner_portal"
urlpatterns = [
    path("", firm.home, name="home"),
    path("register/", registering.register, name="register"),
    path("application/", firm.application, name="application"),
    path("bank/", firm.bank, name="bank"),
    path("papers/", papers.papers, name="papers"),
    path("papers/<uuid:document_id>/", papers.paper, name="paper"),
    path("papers/<uuid:document_id>/renew/", papers.renew, name="renew"),
    path("goods/", goods.goods, name="goods"),
    path("goods/new/", goods.new_goods, name="new_goods"),
    path("goods/version/<uuid:version_id>/withdraw/", goods.withdraw, name="withdraw"),
    path("goods/<str:number>/", goods.goods_one, name="goods_one"),
    path("goods/<str:number>/edit/", goods.edit_goods, name="edit_goods"),
    path("prices/", lists.prices, name="prices"),
    path("stock/", lists.stock, name="stock"),
    path("orders/", lists.orders, name="orders"),
    path("returns/", lists.returns, name="returns"),
    path("parcels/", parcels.parcels, name="parcels"),
    path("parcels/list.csv", parcels.parcel_list, name="parcel_list"),
]
