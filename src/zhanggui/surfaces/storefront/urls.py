"""Addresses of the shop."""

from django.urls import URLPattern, URLResolver, path

from zhanggui.surfaces.storefront.views import care, cart, checkout, door, mine, orders, pages, returns

app_name = "storefront"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("goods/", pages.all_goods, name="all_goods"),
    path("g/<str:number>/", pages.goods, name="goods"),
    path("c/<str:code>/", pages.category, name="category"),
    path("search/", pages.search, name="search"),
    path("programme/", pages.programme, name="programme"),
    path("picture/<uuid:document_id>", pages.picture, name="picture"),
    path("sign-in/", door.sign_in, name="sign_in"),
    path("sign-out/", door.sign_out, name="sign_out"),
    path("cart/", cart.cart, name="cart"),
    path("cart/put", cart.put, name="put_in_cart"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("regions/districts", checkout.districts, name="districts"),
    path("pay/<str:number>/", orders.pay, name="pay"),
    path("pay/<str:number>/result/", orders.pay_result, name="pay_result"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<str:number>/", orders.order, name="order"),
    path("orders/<str:number>/placed/", orders.placed, name="placed"),
    path("orders/<str:number>/cancel", orders.cancel, name="cancel"),
    path("orders/<str:number>/rating/", orders.rating, name="rating"),
    path("orders/<str:number>/tracking/", orders.tracking, name="tracking"),
    path("orders/<str:number>/return/", returns.ask, name="return"),
    path("returns/<str:number>/sent", returns.sent, name="return_sent"),
    path("complaint/", orders.complaint, name="complaint"),
    path("complaints/<str:number>/", care.one_complaint, name="one_complaint"),
    path("question/", care.question, name="question"),
    path("questions/<str:number>/", care.one_question, name="one_question"),
    path("survey/<uuid:survey_id>/", care.survey, name="survey"),
    path("satisfaction/", care.satisfaction, name="satisfaction"),
    path("me/", mine.me, name="me"),
    path("licences/", mine.licences, name="licences"),
    path("licences/<uuid:document_id>", mine.paper, name="paper"),
    path("rules/<slug:purpose>/", pages.rules, name="rules"),
]
