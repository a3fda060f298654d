"""What members wait for is told when it comes true: once, by the ways they have not refused."""

from datetime import timedelta

import pytest
from benchmarks.shelf import buyers, change_price, goods_on_sale, put_in_stock

from tests.journeys.conftest import buyer, customer
from zhanggui.domain.members.models import Watch
from zhanggui.domain.members.operations.watch_sku import WatchWish, watch_sku
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.messaging.operations.choose_channel import choose_channel
from zhanggui.domain.messaging.operations.deliver_message import deliver_message
from zhanggui.domain.messaging.states import Channel, Topic
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.tell_watchers import tell_watchers
from zhanggui.schema.encrypted import keyed_hash

__all__ = ["buyer", "customer"]
pytestmark = pytest.mark.django_db
MOBILE = "13800138001"


@pytest.fixture
def gone(db):
    """Goods of which there is none."""
    return goods_on_sale(1, pieces=1)[0]


@pytest.fixture
def thing(db):
    return goods_on_sale(1, pieces=4)[0]


@pytest.fixture
def with_number(customer):
    Account.objects.filter(pk=customer.account_id).update(mobile=MOBILE, mobile_hash=keyed_hash(MOBILE))
    return customer


def sell_out(thing, wish_maker, by, noon):
    line = LineWish(sku_id=thing.sku_id, quantity=1, announced_fen=thing.amount_fen)
    wish = OrderWish(
        customer_id=by.account_id, channel="web", method="cash_on_delivery", address_id=wish_maker.address_id,
        lines=(line,), key="all",
    )  # fmt: skip
    place_order(wish=wish, by=by, at=noon)


def test_what_is_back_is_told_once_in_the_order_of_wishes(gone, buyer, with_number, noon):
    sell_out(gone, buyer, with_number, noon)
    other = Account.objects.get(pk=buyers(1)[0].account_id).actor()
    for minutes, member in enumerate((other, with_number)):
        wish = WatchWish(gone.sku_id, "stock")
        watch_sku(wish=wish, by=member, at=noon + timedelta(minutes=minutes))
    assert tell_watchers(by=SYSTEM, at=noon) == 0

    put_in_stock([gone.sku_id], 3)

    assert tell_watchers(by=SYSTEM, at=noon) == 2
    assert tell_watchers(by=SYSTEM, at=noon) == 0
    shown = Message.objects.filter(channel=Channel.INBOX).order_by("id")
    assert [message.account_id for message in shown] == [other.account_id, with_number.account_id]
    assert not Watch.objects.filter(served_at=None).exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [pytest.param(-100, 1, id="less"), pytest.param(100, 0, id="more"), pytest.param(0, 0, id="as before")],
)
def test_only_a_lower_price_is_told(thing, with_number, noon, change, told):
    watch_sku(wish=WatchWish(thing.sku_id, "price"), by=with_number, at=noon)
    if change:
        change_price(thing, thing.amount_fen + change, at=noon + timedelta(minutes=1))
    assert tell_watchers(by=SYSTEM, at=noon + timedelta(minutes=2)) == told


def test_a_way_that_was_refused_meanwhile_is_not_used(thing, with_number, noon):
    watch_sku(wish=WatchWish(thing.sku_id, "price"), by=with_number, at=noon)
    change_price(thing, thing.amount_fen - 100, at=noon)
    tell_watchers(by=SYSTEM, at=noon)
    text = Message.objects.get(channel=Channel.SMS)
    choose_channel(topic=Topic.WATCHING, channel=Channel.SMS, wanted=False, by=with_number, at=noon)

    deliver_message(message_id=text.id, by=SYSTEM, at=noon)

    text.refresh_from_db()
    assert text.state == "suppressed"
