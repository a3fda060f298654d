"""What the control room shows is what has been sold."""

from datetime import timedelta

import pytest
from benchmarks.shelf import buyers

from tests.domain.broadcast.conftest import studio  # noqa: F401
from tests.people import somebody
from zhanggui.domain.broadcast import on_air
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.broadcast.operations.take_off_air import take_off_air
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.surfaces.control_room import figures
from zhanggui.surfaces.control_room.snapshot import look

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening(studio, set_clock):  # noqa: F811
    """A slot on air, ten minutes old, with a quota of ten."""
    goods = studio.ready(quota=10)
    set_clock.move_to(studio.begins)
    start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
    set_clock.move(timedelta(minutes=10))
    return goods


def bought(goods, pieces, at):
    buyer = buyers(1)[0]
    shown = on_air.running()[0].goods[0]
    line = LineWish(
        sku_id=goods.sku_id, quantity=pieces, announced_fen=shown.price_fen, slot_goods_id=goods.id
    )
    wish = OrderWish(
        customer_id=buyer.account_id,
        channel="phone",
        method="cash_on_delivery",
        address_id=buyer.address_id,
        lines=(line,),
        key=f"k{pieces}",
    )
    return place_order(wish=wish, by=Account.objects.get(pk=buyer.account_id).actor(), at=at)


@pytest.fixture
def watcher(client, set_clock):
    client.force_login(Account.objects.get(pk=somebody("导播", Role.PROGRAMME_SCHEDULER).account_id))
    return client


def test_sold_and_left_follow_each_order(evening, set_clock):
    bought(evening, 3, set_clock.now())
    shown = on_air.running()[0].goods[0]

    assert (shown.sold, shown.left, shown.may_be_bought) == (3, 7, True)


def test_what_was_sold_stays_sold_when_the_article_is_taken_off(evening, studio, set_clock, watcher):  # noqa: F811
    bought(evening, 3, set_clock.now())
    take_off_air(slot_goods_id=evening.id, reason="釉面有裂", by=studio.scheduler, at=set_clock.now())

    seen = look(set_clock.now())[""]
    assert seen["goods"][str(evening.id)][0] == seen["sums"][2] == 3
    page = watcher.get("/control-room/").content.decode()
    assert "data-sold>3<" in page
    assert 'data-sum="2">3<' in page


def test_orders_and_yuan_fall_into_their_minute(evening, set_clock):
    placed = bought(evening, 2, set_clock.now())
    pulse = figures.pulses([evening.slot_id], at=set_clock.now())[evening.slot_id]

    assert (pulse.orders_now, pulse.orders, pulse.phone_orders) == (1, 1, 1)
    assert pulse.amount_fen == placed.payable_fen
    assert pulse.yuan_now == placed.payable_fen // 100


@pytest.mark.parametrize(
    ("target_yuan", "orders", "yuan"),
    [
        # The fixture's slot: ten pieces of one price in one hour.
        pytest.param(0, 0.0, 0, id="nothing was planned"),
        pytest.param(6_000, 6_000 / 60, 100, id="a hundred yuan a minute"),
    ],
)
def test_what_a_minute_has_to_bring_follows_from_the_target(
    target_yuan, orders, yuan, evening, set_clock, watcher
):
    Slot.objects.filter(pk=evening.slot_id).update(target_fen=target_yuan * 100)
    seen = look(set_clock.now())[""]
    price_yuan = on_air.running()[0].goods[0].price_fen / 100
    hours = (evening.slot.period.upper - evening.slot.period.lower) / timedelta(hours=1)

    assert seen["plan"] == round(yuan / hours)
    assert seen["plan_orders"] == round(orders / price_yuan / hours, 1)
    assert "data-plan-orders" in watcher.get("/control-room/").content.decode()


def test_the_screen_says_when_an_article_is_sold_out(evening, set_clock, watcher):
    assert "data-out hidden>已售罄" in watcher.get("/control-room/").content.decode()
    bought(evening, 10, set_clock.now())

    inside = watcher.get("/control-room/", headers={"HX-Request": "true"}).content.decode()

    assert "data-out>已售罄" in inside
    assert "<html" not in inside


def test_the_front_page_shows_what_is_on_air(evening, client):
    page = client.get("/").content.decode()

    assert "晚间好物" in page
    assert "剩余 10 件" in page


def test_between_programmes_the_screen_waits(watcher):
    assert "节目间歇" in watcher.get("/control-room/").content.decode()


def test_the_room_is_closed_to_customers(client, set_clock):
    assert client.get("/control-room/").status_code == 302
    client.force_login(Account.objects.get(pk=buyers(1)[0].account_id))
    assert client.get("/control-room/").status_code == 403
