"""Orders that are paid and have not left: who will be late is told while the goods are still in the house."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.delivery.dispatch import Dispatch
from zhanggui.domain.delivery import controls, transit
from zhanggui.domain.delivery.models import DispatchDay, Lane, LanePromise
from zhanggui.domain.delivery.operations.count_dispatch import count_dispatch
from zhanggui.domain.delivery.operations.foresee_delays import foresee_delays
from zhanggui.domain.delivery.operations.foresee_unsent import foresee_unsent
from zhanggui.domain.delivery.promising import earliest_leaving
from zhanggui.domain.delivery.unsent import a_day, unsent
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.controls import Status

DAY = timedelta(days=1)
TODAY = date(2026, 11, 24)


@pytest.fixture
def hall(db: None, noon: datetime) -> Dispatch:
    return Dispatch(noon)


@pytest.mark.parametrize(
    ("hour", "ahead", "a_day", "leaves"),
    [
        pytest.param(12, 0, None, 0, id="before the cut-off, today"),
        pytest.param(17, 0, None, 1, id="after the cut-off, tomorrow"),
        pytest.param(12, 250, 100, 2, id="two and a half days of work lie before it"),
        pytest.param(17, 100, 100, 2, id="a day of work, after the cut-off"),
        pytest.param(12, 5_000, None, 0, id="nobody knows how much the warehouse sends"),
    ],
)
def test_when_it_can_leave_at_the_earliest(hour, ahead, a_day, leaves):
    at = datetime(2026, 11, 24, hour, tzinfo=SHANGHAI)
    assert (earliest_leaving(at, ahead=ahead, a_day=a_day) - TODAY).days == leaves


def to_send(hall: Dispatch, *promised: int) -> list[Order]:
    """Orders set aside in the near warehouse, promised so many days from today; the way takes two."""
    orders = []
    for days in promised:
        hall.stock(hall.near, 1)
        order = hall.order(1)
        hall.allocate(order)
        Order.objects.filter(pk=order.pk).update(promised_on=TODAY + days * DAY)
        orders.append(order)
    place = orders[0].address.province
    terms = {"origin": hall.near.province, "destination": place, "days": 2, "parcels": 50}
    LanePromise.objects.get_or_create(**terms, counted_at=hall.at)
    return orders


def test_the_backlog_before_an_order_makes_it_late_and_its_customer_is_told_once(hall, noon):
    orders = to_send(hall, 2, 2, 3, 3, 3)
    assert foresee_unsent(by=SYSTEM, at=noon) == []

    DispatchDay.objects.create(warehouse=hall.near, day=TODAY - DAY, parcels=2)
    told = foresee_unsent(by=SYSTEM, at=noon)
    # Two a day: the fifth leaves on the third day, and comes two days after that.
    assert [(one.order_id, one.expected_on) for one in told] == [(orders[4].id, TODAY + 4 * DAY)]
    assert foresee_unsent(by=SYSTEM, at=noon) == []
    told_of = Message.objects.get(kind="delivery.leaves_late", channel="inbox")
    assert str(TODAY + 4 * DAY) in told_of.body


def test_after_the_cut_off_who_should_have_left_today_is_told(hall, noon):
    to_send(hall, 2)
    assert foresee_unsent(by=SYSTEM, at=noon) == []
    assert len(foresee_unsent(by=SYSTEM, at=noon + timedelta(hours=5))) == 1


def test_who_waits_for_goods_is_told_before_the_promise_is_broken(hall, noon):
    order = hall.order(1)
    Order.objects.filter(pk=order.pk).update(promised_on=TODAY + 2 * DAY)
    (told,) = foresee_unsent(by=SYSTEM, at=noon)
    assert (told.order_id, told.promised_on) == (order.id, TODAY + 2 * DAY)
    assert told.expected_on > told.promised_on


def test_no_order_without_goods_is_forgotten_however_many_wait_before_it(hall, noon, monkeypatch):
    monkeypatch.setattr("zhanggui.domain.delivery.unsent.PAGE", 2)
    orders = [hall.order(1) for _ in range(5)]
    Order.objects.update(promised_on=TODAY + DAY)
    runs = [foresee_unsent(by=SYSTEM, at=noon, limit=3) for _ in range(3)]
    assert [len(told) for told in runs] == [3, 2, 0]
    assert {one.order_id for told in runs for one in told} == {order.pk for order in orders}
    assert len(list(unsent(noon))) == 5, "the board still shows whoever was told"


def test_who_heard_before_it_left_is_not_told_again_on_the_road(hall, noon):
    (order,) = to_send(hall, 1)
    Lane.objects.create(
        carrier=hall.carrier, origin=hall.near.province, destination=order.address.province,
        counted_at=noon, tally=transit.tally_of([2] * 40), parcels=40,
    )  # fmt: skip
    (told,) = foresee_unsent(by=SYSTEM, at=noon)
    parcel = hall.handed_over(hall.packed(order.allocations.get()))
    heard = foresee_delays(by=SYSTEM, at=noon)
    assert [one.pk for one in heard] == [parcel.pk]
    parcel.refresh_from_db()
    assert (parcel.delay_told_at, parcel.expected_on) == (told.told_at, told.expected_on)
    assert Message.objects.filter(kind="delivery.late").count() == 0


def test_what_left_is_counted_once_a_day_and_says_how_much_a_warehouse_sends(hall, noon):
    hall.shipped(1, "SF10000001")
    hall.shipped(1, "SF10000002")
    assert count_dispatch(by=SYSTEM, at=noon) == 0, "today is not over"
    assert count_dispatch(by=SYSTEM, at=noon + DAY) == 1
    assert count_dispatch(by=SYSTEM, at=noon + DAY) == 0
    assert a_day(noon + DAY) == {hall.near.id: 2}


def test_the_control_is_red_while_somebody_is_not_told_on_the_promised_day(hall, noon):
    assert controls.late_leaving_told(noon).status is Status.NO_DATA
    to_send(hall, 1)
    assert controls.late_leaving_told(noon).status is Status.KEPT
    assert controls.late_leaving_told(noon + DAY).status is Status.BROKEN
    foresee_unsent(by=SYSTEM, at=noon)
    assert controls.late_leaving_told(noon + DAY).status is Status.KEPT


def test_looking_asks_the_same_however_many_orders_wait(hall, noon):
    def statements() -> int:
        with CaptureQueriesContext(connection) as said:
            foresee_unsent(by=SYSTEM, at=noon)
        return len(said)

    to_send(hall, 4)
    one = statements()
    to_send(hall, 4, 4, 4)
    assert statements() == one
