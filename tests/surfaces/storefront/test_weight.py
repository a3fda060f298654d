"""No page of the shop weighs more than 150 KB without pictures: text, styles, scripts, uncompressed."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.shelf import goods_on_sale
from django.contrib.staticfiles import finders

from tests.surfaces.storefront.test_buying import into_the_cart, order_form
from tests.surfaces.storefront.test_places import stands, terms, writer  # noqa: F401
from zhanggui.domain.catalog.models import Category, Goods
from zhanggui.domain.columns.rules import LIST_MAX, Content
from zhanggui.domain.columns.states import ColumnKind
from zhanggui.domain.sales.models import Order

pytestmark = pytest.mark.django_db
MOST = 150_000
LOADED = re.compile(r'<(?:link|script)[^>]*(?:href|src)="/static/([^"]+\.(?:css|js))"')


def weight(client, path):
    """Bytes of a page with every style sheet and script it loads."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    loaded = set(LOADED.findall(answer.content.decode()))
    assert loaded, "a page without a style sheet is none of ours"
    return len(answer.content) + sum(Path(finders.find(_plain(name))).stat().st_size for name in loaded)


def _plain(name):
    """The name of a file without the digest it is served under."""
    return re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", name)


def test_pages_of_the_shop_are_light(client, signed_in, terms, writer):  # noqa: F811
    shelf = goods_on_sale(LIST_MAX, pieces=9)
    lists = ("newest", "sales", "rating")
    for place, order in enumerate(lists):
        content = Content(order=order, limit=LIST_MAX)
        stands(terms, writer, code=f"list-{place}", kind=ColumnKind.GOODS, position=place, content=content)
    for place, kind in enumerate(
        (ColumnKind.LIVE, ColumnKind.GUIDE, ColumnKind.CATEGORIES, ColumnKind.LICENCES)
    ):
        shown = replace(terms, kind=kind, content=Content())
        stands(shown, writer, code=kind.value, position=10 + place)
    into_the_cart(signed_in, shelf[0])
    checkout = weight(signed_in, "/checkout/")
    signed_in.post("/checkout/", order_form(signed_in, shelf[0]))
    number = Goods.objects.values_list("number", flat=True)[0]
    paths = [
        "/",
        "/goods/",
        f"/c/{Category.objects.get().code}/",
        "/search/?q=商品",
        f"/g/{number}/",
        "/programme/",
    ]
    mine = ["/orders/", f"/orders/{Order.objects.get().number}/", "/me/", "/me/addresses/", "/cart/"]

    found = {path: weight(signed_in, path) for path in [*paths, *mine]}
    assert {path: bytes_ for path, bytes_ in {**found, "/checkout/": checkout}.items() if bytes_ > MOST} == {}
    assert client.get("/").content.decode().count('<li class="goods">') == len(lists) * LIST_MAX
