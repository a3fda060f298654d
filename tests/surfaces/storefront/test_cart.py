"""The basket: a visitor's and a customer's, what changed since one looked, what is ordered this time."""

import re

import pytest
from benchmarks.shelf import change_price, goods_on_sale
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import HouseClient
from tests.surfaces.storefront.test_buying import into_the_cart
from tests.vocabulary import nothing_changes
from zhanggui.domain.catalog.models import Goods, Sku
from zhanggui.domain.inventory import accounts
from zhanggui.domain.members.models import Favourite
from zhanggui.domain.sales.carts import Wanted
from zhanggui.domain.sales.models import CartLine
from zhanggui.domain.sales.operations import merge_cart, put_in_cart
from zhanggui.domain.sales.rules import availability
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["a visitor", "a customer"])
def reader(request, client, buyer):
    """Somebody with a basket: in the session, or in the account."""
    if request.param == "a customer":
        client.force_login(Account.objects.get(pk=buyer.account_id))
    return client


def page(reader):
    return reader.get("/cart/").content.decode()


def on_page(reader):
    return set(re.findall(r'name="line" value="([^"]+)"', page(reader)))


def chosen(reader):
    return set(re.findall(r'name="take" value="([^"]+)" checked', page(reader)))


def sell(thing, pieces):
    """Somebody else buys so many."""
    transfer = Transfer(accounts.sold(thing.sku_id), accounts.sellable(thing.sku_id), pieces)
    subject = Subject("sales.order", new_id())
    entry = Entry(kind="test", key=f"t:{subject.id}", at=clock.now(), subject=subject, transfers=[transfer])
    ledger.post(entry, by=SYSTEM)


def cart_form(reader, **more):
    lines = on_page(reader)
    return {"line": list(lines), "take": list(chosen(reader)), **more}


def test_what_is_put_in_is_there_and_counted(reader, shelf):
    into_the_cart(reader, shelf[0], 2)
    into_the_cart(reader, shelf[0], 1)

    assert 'value="3" min="1"' in page(reader)
    key = str(shelf[0].sku_id)
    reader.post("/cart/", cart_form(reader, **{f"quantity:{key}": "5"}))
    assert 'value="5" min="1"' in page(reader)


def test_the_head_of_every_page_says_how_much_is_in_the_cart(reader, shelf):
    assert "cart-badge" not in reader.get("/").content.decode()
    for thing in shelf[:2]:
        into_the_cart(reader, thing)
    assert '<span class="cart-badge">2</span>' in reader.get("/").content.decode()


def test_what_is_removed_can_be_put_back(reader, shelf):
    into_the_cart(reader, shelf[0], 4)
    key = str(shelf[0].sku_id)

    reader.post("/cart/", {"remove": key, f"name:{key}": "商品 0"})
    said = page(reader)
    assert "商品 0 已移出购物车" in said
    undo = {n: re.search(rf'name="{n}" value="([^"]*)"', said)[1] for n in ("undo_quantity", "undo_price")}
    reader.post("/cart/", {"undo": key, **undo})

    assert 'value="4" min="1"' in page(reader)
    assert "已移出购物车" not in page(reader)


def test_what_is_not_ticked_is_left_out_of_sum_and_order(reader, shelf):
    for thing in shelf[:2]:
        into_the_cart(reader, thing)
    assert len(chosen(reader)) == 2
    keep = str(shelf[0].sku_id)

    reader.post("/cart/", {**cart_form(reader), "take": [keep]})

    assert chosen(reader) == {keep}
    assert "已选 1 件" in page(reader)
    reader.post("/cart/", {**cart_form(reader), "take_all": "1"})
    assert len(chosen(reader)) == 2
    reader.post("/cart/", {**cart_form(reader), "take_none": "1"})
    assert not chosen(reader)


def test_a_line_that_came_from_another_window_stays_as_it_is(reader, shelf):
    into_the_cart(reader, shelf[0])
    form = cart_form(reader)
    into_the_cart(reader, shelf[1])

    reader.post("/cart/", form)

    assert chosen(reader) == {str(one.sku_id) for one in shelf[:2]}


def test_order_now_orders_only_this(reader, shelf):
    into_the_cart(reader, shelf[0])
    key = str(shelf[1].sku_id)
    reader.post(
        "/cart/put", {"choice": key, "quantity": 1, f"price:{key}": shelf[1].amount_fen, "then": "checkout"}
    )
    assert chosen(reader) == {key}
    assert len(on_page(reader)) == 2


@pytest.mark.parametrize(
    ("happens", "word"),
    [
        pytest.param(lambda t: change_price(t, t.amount_fen - 500, at=clock.now()), "已降价", id="cheaper"),
        pytest.param(lambda t: change_price(t, t.amount_fen + 500, at=clock.now()), "已涨价", id="dearer"),
        pytest.param(lambda t: sell(t, 11), "仅剩", id="fewer than wanted"),
        pytest.param(lambda t: sell(t, 12), "售罄", id="sold out"),
        pytest.param(
            lambda t: Goods.objects.filter(skus__id=t.sku_id).update(published_version=None),
            "已下架",
            id="taken off the shelf",
        ),
    ],
)
def test_what_changed_since_one_looked_is_told_until_it_is_seen(reader, shelf, happens, word):
    into_the_cart(reader, shelf[0], 2)
    assert "您上次查看后有变动" not in page(reader)

    happens(shelf[0])

    said = page(reader)
    assert "您上次查看后有变动" in said
    assert word in said
    assert page(reader).count("您上次查看后有变动") == 1, "looking is not having read it"
    reader.post("/cart/", {"review": "1"})
    assert "您上次查看后有变动" not in page(reader)


def test_what_is_back_is_told_too(reader, shelf):
    into_the_cart(reader, shelf[0])
    sell(shelf[0], 12)
    reader.post("/cart/", {"review": "1"})
    assert not chosen(reader), "what cannot be had is left out"

    sold = Transfer(accounts.sellable(shelf[0].sku_id), accounts.sold(shelf[0].sku_id), 5)
    subject = Subject("sales.order", new_id())
    ledger.post(Entry(kind="test", key="back", at=clock.now(), subject=subject, transfers=[sold]), by=SYSTEM)
    assert "又有货了" in page(reader)


@pytest.mark.parametrize("number", ["0x", "-1", "100", "²", ""], ids=str)
def test_a_number_nobody_can_want_changes_nothing(reader, shelf, number):
    into_the_cart(reader, shelf[0], 3)
    key = str(shelf[0].sku_id)
    reader.post("/cart/", cart_form(reader, **{f"quantity:{key}": number}))
    assert re.search(r'value="(3|1)" min="1"', page(reader))


def test_saving_for_later_keeps_it_among_the_favourites(signed_in, shelf, buyer):
    into_the_cart(signed_in, shelf[0])
    signed_in.post("/cart/", {"later": str(shelf[0].sku_id)})

    assert not CartLine.objects.exists()
    assert Favourite.objects.get(account_id=buyer.account_id).price_fen == shelf[0].amount_fen


def test_a_visitor_is_asked_to_come_in_before_saving_for_later(client, shelf):
    into_the_cart(client, shelf[0])
    with nothing_changes():
        answer = client.post("/cart/", {"later": str(shelf[0].sku_id)})
    assert answer.headers["Location"].startswith("/sign-in/")
    assert on_page(client)


def test_a_cart_that_is_merged_takes_the_larger_number_of_both(buyer, shelf, noon):
    by = Account.objects.get(pk=buyer.account_id).actor()
    for thing, quantity in zip(shelf[:2], (2, 5), strict=True):
        put_in_cart(
            sku_id=thing.sku_id, slot_goods_id=None, quantity=quantity, announced_fen=1, by=by, at=noon
        )
    visitors = [
        Wanted(sku_id=thing.sku_id, slot_goods_id=None, quantity=3, announced_fen=1) for thing in shelf[:3]
    ]

    for _ in range(2):
        merge_cart(visitors=visitors, by=by, at=noon)

    held = dict(CartLine.objects.values_list("sku_id", "quantity"))
    assert held == dict(zip([thing.sku_id for thing in shelf[:3]], (3, 5, 3), strict=True))


def test_the_cart_is_there_on_another_device(buyer, shelf):
    devices = [HouseClient(), HouseClient()]
    for device in devices:
        device.force_login(Account.objects.get(pk=buyer.account_id))
    into_the_cart(devices[0], shelf[0])
    assert on_page(devices[1]) == {str(shelf[0].sku_id)}


def test_a_page_of_many_lines_asks_no_more_than_one_of_a_few(signed_in):
    things = goods_on_sale(12, pieces=3)
    into_the_cart(signed_in, things[0])
    page(signed_in)
    with CaptureQueriesContext(connection) as few:
        page(signed_in)
    for thing in things[1:]:
        into_the_cart(signed_in, thing)
    page(signed_in)
    with CaptureQueriesContext(connection) as many:
        page(signed_in)
    assert len(many) == len(few) <= 14


@pytest.mark.parametrize(
    ("sold", "left", "wanted", "state"),
    [
        pytest.param(True, 3, 3, "available", id="enough"),
        pytest.param(True, 2, 3, "short", id="fewer"),
        pytest.param(True, 0, 3, "sold_out", id="none"),
        pytest.param(False, 9, 1, "off_sale", id="not sold"),
    ],
)
def test_how_a_line_can_be_had(sold, left, wanted, state):
    assert availability(may_be_sold=sold, left=left, wanted=wanted) == state


def test_a_sku_nobody_knows_is_not_put_in(signed_in, shelf):
    key = str(new_id())
    answer = signed_in.post("/cart/put", {"choice": key, "quantity": 1, f"price:{key}": 1})
    assert answer.status_code in {302, 400}
    assert not CartLine.objects.exists()
    assert not Sku.objects.filter(pk=key).exists()
