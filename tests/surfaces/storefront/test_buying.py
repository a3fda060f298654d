"""From the shelf to an order, without a line of JavaScript."""

import re
from datetime import timedelta

import pytest
from benchmarks.shelf import goods_on_sale

from tests import offers
from tests.vocabulary import nothing_changes
from zhanggui.domain.columns.models import Column
from zhanggui.domain.delivery.promising import promised_on
from zhanggui.domain.promotions.models import Coupon
from zhanggui.domain.promotions.rules import CouponTerms, Scope
from zhanggui.domain.sales.models import Address, CartLine, Order
from zhanggui.identity.models import PolicyText, TextMessage
from zhanggui.kernel import clock

pytestmark = pytest.mark.django_db


def into_the_cart(client, thing, quantity=1, price=None):
    key = str(thing.sku_id)
    form = {"choice": key, "quantity": quantity, f"price:{key}": price or thing.amount_fen}
    return client.post("/cart/put", form)


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def order_form(client, thing, **more):
    page = client.get("/checkout/").content.decode()
    price, pieces = f"price:{thing.sku_id}", f"pieces:{thing.sku_id}"
    form = {
        "key": hidden(page, "key"),
        "payable": hidden(page, "payable"),
        "gifts": hidden(page, "gifts"),
        "order": "1",
        price: hidden(page, price),
        pieces: hidden(page, pieces),
        "address": re.search(r'name="address" value="([0-9a-f-]{36})"', page)[1],
        "method": "cash_on_delivery",
        "invoice-kind": "",
    }
    return {**form, **more}


def test_an_order_for_cash_on_delivery(signed_in, shelf):
    into_the_cart(signed_in, shelf[0], 2)

    answer = signed_in.post("/checkout/", order_form(signed_in, shelf[0]))

    order = Order.objects.get()
    assert answer.headers["Location"] == f"/orders/{order.number}/placed/"
    assert order.lines.get().quantity == 2
    assert not CartLine.objects.exists()
    assert order.number in signed_in.get("/orders/").content.decode()


def test_an_order_says_which_column_its_customer_came_through(signed_in, shelf):
    column = Column.objects.create(code="winter", created_at=clock.now())
    into_the_cart(signed_in, shelf[0])
    signed_in.cookies["column"] = "winter"

    signed_in.post("/checkout/", order_form(signed_in, shelf[0]))

    assert column.orders.get().order_id == Order.objects.get().pk


def test_the_same_form_sent_twice_is_one_order(signed_in, shelf):
    into_the_cart(signed_in, shelf[0])
    form = order_form(signed_in, shelf[0])
    signed_in.post("/checkout/", form)
    into_the_cart(signed_in, shelf[0])

    signed_in.post("/checkout/", form)

    assert Order.objects.count() == 1


def test_nothing_is_ticked_in_advance(signed_in):
    thing = goods_on_sale(1, pieces=3, policy="confirmed_exclusion")[0]
    into_the_cart(signed_in, thing)
    page = signed_in.get("/checkout/").content.decode()

    assert not re.search(r'type="checkbox"[^>]*checked', page)
    assert not re.search(r'name="method"[^>]*checked', page)


def test_goods_that_cannot_go_back_need_a_word_for_each_purchase(signed_in):
    thing = goods_on_sale(1, pieces=3, policy="confirmed_exclusion")[0]
    into_the_cart(signed_in, thing)
    form = order_form(signed_in, thing)

    with nothing_changes():
        assert signed_in.post("/checkout/", form).status_code == 422
    signed_in.post("/checkout/", {**form, f"no_return:{thing.sku_id}": "on"})

    assert Order.objects.get().lines.get().no_return_confirmed_at is not None


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"method": ""}, id="no way to pay"),
        pytest.param({"method": "barter"}, id="an unknown way to pay"),
        pytest.param(
            {"invoice-kind": "firm", "invoice-title": "某公司", "invoice-number": "91350211M000100Y40"},
            id="a wrong check digit",
        ),
        pytest.param({"address": "new", "to-recipient": "王"}, id="an incomplete address"),
        pytest.param(
            {
                "address": "new",
                "to-recipient": "王",
                "to-mobile": "13800138000",
                "to-province": "浙江省",
                "to-city": "北京市",
                "to-street": "一路",
            },
            id="a city of another province",
        ),
    ],
)
def test_a_wrong_form_is_refused_and_changes_nothing(signed_in, shelf, wrong):
    into_the_cart(signed_in, shelf[0])
    form = order_form(signed_in, shelf[0], **wrong)

    with nothing_changes():
        answer = signed_in.post("/checkout/", form)

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        pytest.param(
            {"kind": "personal", "title": "王秀兰"}, {"kind": "personal", "title": "王秀兰"}, id="a person"
        ),
        pytest.param(
            {"kind": "firm", "title": "某公司", "number": "91350211M000100Y46"},
            {"kind": "firm", "title": "某公司", "uscc": "91350211M000100Y46"},
            id="a firm with its credit code",
        ),
    ],
)
def test_whom_the_invoice_shall_name_is_kept_with_the_order(signed_in, shelf, written, kept):
    into_the_cart(signed_in, shelf[0])
    more = {f"invoice-{name}": value for name, value in written.items()}
    signed_in.post("/checkout/", order_form(signed_in, shelf[0], **more))
    assert Order.objects.get().invoice_wish == kept


def test_the_checkout_says_when_it_comes_to_each_address(signed_in, shelf, buyer):
    into_the_cart(signed_in, shelf[0])
    page = signed_in.get("/checkout/").content.decode()
    day = promised_on(Address.objects.get(pk=buyer.address_id).province, clock.now())
    assert f"预计 {day.year}年{day.month}月{day.day}日 前送达" in page


def payable(page):
    return int(hidden(page, "payable"))


def test_the_best_coupon_is_proposed_and_the_customer_may_take_another(signed_in, shelf, buyer):
    at = clock.now() - timedelta(days=1)
    into_the_cart(signed_in, shelf[0], 3)
    elsewhere = Scope(skus=frozenset({str(shelf[1].sku_id)}))
    held = {}
    for yuan, scope in ((5, Scope()), (20, Scope()), (90, elsewhere)):
        coupon = offers.announced(at, CouponTerms(off_fen=yuan * 100), title=f"{yuan}元券", scope=scope)
        held[yuan] = offers.held(coupon, buyer.account_id, clock.now()).code

    page = signed_in.get("/checkout/").content.decode()
    assert [yuan for yuan, code in held.items() if f'value="{code}" checked' in page] == [20]
    assert "不适用于这些商品" in page
    reckoned = signed_in.post("/checkout/", {"coupons_shown": "1", "coupon": held[5]}).content.decode()
    assert payable(reckoned) == payable(page) + 15_00

    chosen = {"coupons_shown": "1", "coupon": held[5], "payable": str(payable(reckoned))}
    signed_in.post("/checkout/", order_form(signed_in, shelf[0], **chosen))
    assert Order.objects.get().discount_fen == 5_00
    assert Coupon.objects.get(code=held[20]).state == "usable"


def test_a_price_the_customer_has_not_seen_is_not_charged(signed_in, shelf):
    into_the_cart(signed_in, shelf[0])
    form = order_form(signed_in, shelf[0], **{f"price:{shelf[0].sku_id}": "1"})

    with nothing_changes():
        answer = signed_in.post("/checkout/", form)

    assert "价格已变动" in answer.content.decode()


def test_more_than_there_is_is_refused(signed_in, shelf):
    into_the_cart(signed_in, shelf[0], 13)

    with nothing_changes():
        signed_in.post("/checkout/", order_form(signed_in, shelf[0]))


@pytest.mark.parametrize(
    "form", [{}, {"choice": "x"}, {"choice": "0" * 36}, {"choice": "a:b", "quantity": "-1"}], ids=str
)
def test_a_choice_no_page_offers_is_refused(client, shelf, form):
    assert client.post("/cart/put", form).status_code == 400


@pytest.fixture
def texts(db):
    publisher = {"published_by_id": "00000000-0000-7000-8000-000000000001", "published_at": clock.now()}
    for purpose, title in (
        ("membership", "会员服务协议"),
        ("privacy", "隐私政策"),
        ("marketing", "营销信息"),
    ):
        PolicyText.objects.create(purpose=purpose, version=1, title=title, body="正文", **publisher)


def code_sent():
    return re.search(r"\d{6}", TextMessage.objects.latest("created_at").body)[0]


def test_a_visitor_registers_on_the_way_and_keeps_the_cart(client, shelf, texts):
    into_the_cart(client, shelf[0], 3)
    assert client.get("/checkout/").headers["Location"].startswith("/sign-in/")

    client.post("/sign-in/", {"step": "number", "mobile": "138 0013 8000"})
    entry = {"mobile": "13800138000", "code": code_sent(), "next": "/checkout/"}
    page = client.post("/sign-in/", {**entry, "step": "code"}).content.decode()
    assert "营销信息" in page
    assert "checked" not in page
    agreed = {"agree:membership": "on", "agree:privacy": "on"}
    answer = client.post("/sign-in/", {**entry, **agreed, "step": "register", "name": "王秀兰"})

    assert answer.headers["Location"] == "/checkout/"
    assert CartLine.objects.get().quantity == 3


def test_who_does_not_agree_is_not_registered(client, shelf, texts):
    client.post("/sign-in/", {"step": "number", "mobile": "13800138000"})
    form = {"step": "register", "mobile": "13800138000", "code": code_sent(), "agree:privacy": "on"}

    with nothing_changes():
        answer = client.post("/sign-in/", form)

    assert answer.status_code == 200
    assert "会员服务协议" in answer.content.decode()
