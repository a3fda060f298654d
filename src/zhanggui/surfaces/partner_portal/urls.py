"""Addresses of this surface."""

from django.urls import path

from zhanggui.surfaces.partner_portal import (
    deliveries,
    firm,
    goods,
    goods_sheet,
    lists,
    papers,
    parcels,
    registering,
    statements,
    talk,
)

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
    path("goods/sheet/", goods_sheet.goods_sheet, name="goods_sheet"),
    path("goods/sheet/empty.xlsx", goods_sheet.goods_sheet_template, name="goods_sheet_template"),
    path("goods/version/<uuid:version_id>/withdraw/", goods.withdraw, name="withdraw"),
    path("goods/<str:number>/", goods.goods_one, name="goods_one"),
    path("goods/<str:number>/edit/", goods.edit_goods, name="edit_goods"),
    path("prices/", lists.prices, name="prices"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/new/", deliveries.new_delivery, name="new_delivery"),
    path("deliveries/empty.xlsx", deliveries.delivery_sheet, name="delivery_sheet"),
    path("deliveries/<str:number>/", deliveries.delivery, name="delivery"),
    path("deliveries/<str:number>/cancel/", deliveries.cancel, name="cancel_delivery"),
    path("stock/", lists.stock, name="stock"),
    path("orders/", lists.orders, name="orders"),
    path("returns/", lists.returns, name="returns"),
    path("talk/", talk.talk, name="talk"),
    path("talk/questions/<uuid:question_id>/", talk.answer, name="answer"),
    path("talk/ratings/<uuid:rating_id>/", talk.reply, name="reply"),
    path("statements/", statements.statements, name="statements"),
    path("statements/<str:number>.xlsx", statements.statement_file, name="statement_file"),
    path("statements/<str:number>/", statements.statement, name="statement"),
    path("statements/<str:number>/confirm/", statements.confirm, name="confirm_statement"),
    path("statements/<str:number>/object/", statements.objection, name="object_to_line"),
    path("parcels/", parcels.parcels, name="parcels"),
    path("parcels/list.csv", parcels.parcel_list, name="parcel_list"),
]
