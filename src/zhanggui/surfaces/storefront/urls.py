"""Addresses of the shop."""

from django.urls import URLPattern, URLResolver, path

from zhanggui.surfaces.storefront.views import pages

app_name = "storefront"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("goods/", pages.all_goods, name="all_goods"),
    path("goods/<str:number>/", pages.goods, name="goods"),
    path("category/<str:code>/", pages.category, name="category"),
    path("search/", pages.search, name="search"),
    path("programme/", pages.programme, name="programme"),
    path("picture/<uuid:document_id>", pages.picture, name="picture"),
    path("rules/<slug:purpose>/", pages.rules, name="rules"),
]
