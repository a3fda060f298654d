"""My orders: found by stage, changed before they leave, received, rated with pictures, bought again."""

import io
import re
from datetime import timedelta

import pytest
from benchmarks.shelf import buyers, change_price, put_in_stock
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from tests.conftest import HouseClient
from tests.domain.aftersales.conftest import deliver, warehouse
from tests.journeys.conftest import customer, thing, wish
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.care.models import Rating
from zhanggui.domain.care.operations.reply_to_rating import reply_to_rating
from zhanggui.domain.delivery.promising import promised_on
from zhanggui.domain.sales.models import Address, CartLine, Order
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.domain.sales.operations.cancel import AlreadyShipped
from zhanggui.domain.sales.states import OrderNotReady
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.journeys.change_address import change_address
from zhanggui.journeys.confirm_receipt import CarrierConfirms, confirm_receipt
from zhanggui.journeys.place_order import place_order
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound

__all__ = ["customer", "deliver", "thing", "warehouse", "wish"]
pytestmark = pytest.mark.django_db
NEW = {
    "address": "new",
    "to-recipient": "李雷",
    "to-mobile": "13800138000",
    "to-province": "浙江省",
    "to-city": "杭州市",
    "to-district": "西湖区",
    "to-street": "文三路 1 号",
}


@pytest.fixture
def order(wish, customer):
    """An order that waits for its payment."""
    return lambda **more: Order.objects.get(
        pk=place_order(wish=wish(2, **more), by=customer, at=clock.now()).id
    )


def numbers(browser, query=""):
    page = browser.get(f"/orders/{query}").content.decode()
    return [one.number for one in Order.objects.order_by("-placed_at") if one.number in page]


def test_each_stage_shows_its_orders(signed_in, order, deliver):
    unpaid, at_the_door = order(), order(method="cash_on_delivery")
    sent = order(method="cash_on_delivery")
    note_shipped(order_id=sent.id, by=SYSTEM, at=clock.now())
    delivered = deliver(1)

    assert numbers(signed_in, "?stage=unpaid") == [unpaid.number]
    assert numbers(signed_in, "?stage=to_ship") == [at_the_door.number]
    assert numbers(signed_in, "?stage=to_receive") == [sent.number]
    assert numbers(signed_in, "?stage=to_rate") == [delivered.number]
    assert numbers(signed_in, "?stage=ended") == []
    assert len(numbers(signed_in)) == 4


def test_pages_follow_one_another_whole_and_with_the_same_number_of_queries(signed_in, order, thing):
    put_in_stock([thing.sku_id], 20)
    made = [order().number for _ in range(12)]
    signed_in.get("/orders/")
    with CaptureQueriesContext(connection) as first:
        page = signed_in.get("/orders/").content.decode()
    after = page.partition("after=")[2].partition('"')[0]
    with CaptureQueriesContext(connection) as second:
        rest = signed_in.get(f"/orders/?after={after}").content.decode()

    assert len(second) <= len(first) + 1
    assert sum(number in page for number in made) == 10
    assert sum(number in rest for number in made) == 2
    assert not [number for number in made if number in page and number in rest]


def test_an_order_goes_to_another_address_before_it_leaves(signed_in, order):
    one = order()
    signed_in.post(f"/orders/{one.number}/address/", NEW)

    one.refresh_from_db()
    assert one.address.recipient == "李雷"
    assert one.promised_on == promised_on("浙江省", clock.now())


def reached(browser, order):
    """The beads of an order that are done, and what is told of it, the latest first."""
    page = browser.get(f"/orders/{order.number}/").content.decode()
    story = page.partition("订单动态</h2>")[2].partition("</section>")[0]
    return re.findall(r'<li class="done">([^<]+)', page), re.findall(r"<li[^>]*>([^<]+)", story)


def test_an_order_tells_its_way_from_placed_to_rated(signed_in, order, deliver):
    assert reached(signed_in, order()) == (["下单"], ["您提交了订单"])
    one = deliver(1)
    told = ["已签收", "包裹已出库", "已收到您的付款", "您提交了订单"]
    assert reached(signed_in, one) == (["下单", "付款", "发货", "签收"], told)
    signed_in.post(f"/orders/{one.number}/rating/", {"score": "4", "text": "好"})
    done, told_now = reached(signed_in, one)
    assert done == ["下单", "付款", "发货", "签收", "评价"]
    assert set(told_now) == {"您评了 4 星（满分 5 星）", *told}


@pytest.mark.parametrize(
    ("spoilt", "refusal"),
    [
        pytest.param("sent", OrderNotReady, id="it has left"),
        pytest.param("ended", OrderNotReady, id="it was called off"),
        pytest.param("foreign", NotFound, id="to an address of somebody else"),
    ],
)
def test_too_late_or_not_ones_own_changes_nothing(order, customer, noon, spoilt, refusal):
    one = order(method="cash_on_delivery")
    mine = Address.objects.get(account_id=customer.account_id).id
    target = buyers(1)[0].address_id if spoilt == "foreign" else mine
    if spoilt == "sent":
        note_shipped(order_id=one.id, by=SYSTEM, at=noon)
    if spoilt == "ended":
        Order.objects.filter(pk=one.id).update(state="cancelled")
    with nothing_changes(), pytest.raises((refusal, AlreadyShipped)):
        change_address(order_id=one.id, address_id=target, by=customer, at=noon)


def test_a_stranger_moves_nothing(client, order, buyer):
    one = order()
    client.force_login(Account.objects.get(pk=buyers(1)[0].account_id))
    for path in ("address/", "received", "again", "invoice/", "rating/"):
        before = Order.objects.get(pk=one.id)
        answer = client.post(f"/orders/{one.number}/{path}", NEW)
        assert answer.status_code == 404
        assert Order.objects.get(pk=one.id).address_id == before.address_id


def test_the_customers_own_word_begins_the_time_to_return(order, customer, noon):
    one = order()
    Order.objects.filter(pk=one.id).update(state="confirmed")
    with nothing_changes(), pytest.raises(OrderNotReady):
        confirm_receipt(order_id=one.id, by=customer, at=noon)
    note_shipped(order_id=one.id, by=SYSTEM, at=noon)

    confirm_receipt(order_id=one.id, by=customer, at=noon + timedelta(days=1))

    one.refresh_from_db()
    assert one.delivered_at == noon + timedelta(days=1)
    with nothing_changes():
        confirm_receipt(order_id=one.id, by=customer, at=noon + timedelta(days=2))


def test_what_is_paid_at_the_door_is_confirmed_by_who_took_the_money(order, customer, noon):
    one = order(method="cash_on_delivery")
    note_shipped(order_id=one.id, by=SYSTEM, at=noon)
    with nothing_changes(), pytest.raises(CarrierConfirms):
        confirm_receipt(order_id=one.id, by=customer, at=noon)


def test_an_invoice_is_asked_for_later_and_shown_as_it_stands(signed_in, order):
    one = order()
    address = f"/orders/{one.number}/invoice/"
    wrong = {"invoice-kind": "firm", "invoice-title": "某公司", "invoice-number": "91350211M000100Y40"}
    assert signed_in.post(address, wrong).status_code == 422
    assert signed_in.post(address, {"invoice-kind": ""}).status_code == 422

    signed_in.post(address, {**wrong, "invoice-number": "91350211M000100Y46"})

    one.refresh_from_db()
    assert one.invoice_wish == {"kind": "firm", "title": "某公司", "uscc": "91350211M000100Y46"}
    assert "到货后" in signed_in.get(address).content.decode()


def test_a_rating_with_pictures_is_shown_with_its_order_and_its_goods(signed_in, deliver):
    one, content = deliver(1), io.BytesIO()
    Image.new("RGB", (600, 400), "teal").save(content, "JPEG")
    picture = SimpleUploadedFile("a.jpg", content.getvalue(), "image/jpeg")
    address = f"/orders/{one.number}/rating/"

    fake = SimpleUploadedFile("b.jpg", b"<html>", "image/jpeg")
    assert signed_in.post(address, {"score": "5", "text": "好", "pictures": [fake]}).status_code == 422
    assert not Rating.objects.exists(), "a picture that is refused leaves no rating"
    signed_in.post(address, {"score": "5", "text": "好茶", "pictures": [picture]})

    rating = Rating.objects.get()
    page = signed_in.get(f"/orders/{one.number}/").content.decode()
    assert f"/picture/{rating.pictures.get().small_id}" in page
    assert "好茶" in page
    assert one.number not in numbers(signed_in, "?stage=to_rate")

    goods = one.lines.get().sku.goods
    seller = somebody("卖家", Role.SUPPLIER, organisation=goods.supplier.organisation)
    reply_to_rating(rating_id=rating.id, text="谢谢您的照片。", by=seller, at=clock.now())
    for path in (f"/g/{goods.number}/", f"/g/{goods.number}/ratings/"):
        read = HouseClient().get(path).content.decode()
        assert f"/picture/{rating.pictures.get().small_id}" in read
        assert "好茶" in read
        assert "谢谢您的照片。" in read
        assert goods.supplier.organisation.name in read


def test_buying_again_takes_the_price_of_today(signed_in, deliver, thing):
    one = deliver(2)
    change_price(thing, thing.amount_fen + 700, at=clock.now())

    answer = signed_in.post(f"/orders/{one.number}/again")

    assert answer.headers["Location"] == "/cart/"
    line = CartLine.objects.get()
    assert (line.quantity, line.announced_fen) == (2, thing.amount_fen + 700)
