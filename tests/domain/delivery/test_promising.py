"""Promises rest on what lanes have shown; what will miss one is told of before, once, with a new day."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.delivery.dispatch import Dispatch
from zhanggui.domain.delivery import lanes as known_lanes
from zhanggui.domain.delivery import transit
from zhanggui.domain.delivery.foreseeing import by_lane
from zhanggui.domain.delivery.lanes import Lanes, Way, promise_to
from zhanggui.domain.delivery.models import Lane, LanePromise, Shipment
from zhanggui.domain.delivery.operations.count_lanes import count_lanes
from zhanggui.domain.delivery.operations.foresee_delays import foresee_delays
from zhanggui.domain.delivery.operations.open_pickup_point import Point, open_pickup_point
from zhanggui.domain.delivery.promising import LaneDays, is_beyond, promise
from zhanggui.domain.delivery.queries import point_called, points_for
from zhanggui.domain.delivery.refusals import OutOfArea
from zhanggui.domain.messaging.models import Message
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.clock import SHANGHAI

DAY = timedelta(days=1)
NOON = datetime(2026, 11, 24, 12, tzinfo=SHANGHAI)


@pytest.fixture
def hall(db: None, noon: datetime) -> Dispatch:
    return Dispatch(noon)


@pytest.mark.parametrize(
    ("at", "lanes", "origin", "on"),
    [
        pytest.param(NOON, {}, None, date(2026, 11, 27), id="by the table: three days"),
        pytest.param(NOON.replace(hour=17), {}, None, date(2026, 11, 28), id="after the cut-off: a day more"),
        pytest.param(
            NOON, {"浙江省": 1}, "浙江省", date(2026, 11, 26), id="a quick lane: handling and one day"
        ),
        pytest.param(NOON, {"浙江省": 0}, "浙江省", date(2026, 11, 26), id="never on the day it is handled"),
        pytest.param(NOON, {"浙江省": 6}, "浙江省", date(2026, 12, 1), id="a slow lane is promised slowly"),
        pytest.param(
            NOON, {"浙江省": 1}, "北京市", date(2026, 11, 27), id="sent from where no lane is known"
        ),
        pytest.param(NOON, {"浙江省": 1}, None, date(2026, 11, 27), id="sent by several warehouses"),
    ],
)
def test_what_is_promised(at, lanes, origin, on):
    shown = {begins: LaneDays(days, 40) for begins, days in lanes.items()}

    assert promise("上海市", at, lanes=shown, origin=origin).on == on


def test_what_is_beyond_is_not_promised_but_may_be_collected(hall):
    assert is_beyond("澳门特别行政区", NOON)
    with pytest.raises(OutOfArea):
        promise("澳门特别行政区", NOON)
    point = Point(
        code="ZH-01", name="拱北自提点", province="广东省", city="珠海市", district="香洲区",
        street="南路 1 号",
        hours="9:00–21:00", serves=("澳门特别行政区",),
    )  # fmt: skip
    open_pickup_point(point=point, by=hall.manager, at=NOON)

    assert [one.name for one in points_for("澳门特别行政区")] == ["拱北自提点"]
    assert point_called("ZH-01", "台湾省") is None


def seen(hall: Dispatch, *days: int) -> Shipment:
    """Parcels of the past that took so many days, all on the same lane."""
    for number, took in enumerate(days):
        hall.shipped(1, f"SF2000{number:04d}")
        hall.tell("signed", 24 * took + 1, f"SF2000{number:04d}", heard_at=hall.at + 40 * DAY)
    return Shipment.objects.latest("packed_at")


def test_lanes_are_counted_and_promised_on(hall, noon, monkeypatch):
    seen(hall, 1, 1, 2)
    monkeypatch.setattr("zhanggui.domain.delivery.operations.count_lanes.norm", lambda key, on: {
        "delivery.lane_days": 180, "delivery.promise_percent": 95, "delivery.lane_parcels": 3,
    }[key])  # fmt: skip

    assert count_lanes(by=SYSTEM, at=noon + 30 * DAY) == 1
    assert count_lanes(by=SYSTEM, at=noon + 30 * DAY) == 1

    lane, promised = Lane.objects.get(), LanePromise.objects.get()
    assert (lane.tally[:4], lane.parcels) == ([0, 2, 1, 0], 3)
    assert (promised.days, promised.parcels, promised.origin) == (2, 3, hall.near.province)
    hall.stock(hall.near, 1)
    with CaptureQueriesContext(connection) as statements:
        found = promise_to(lane.destination, [hall.goods[0].sku_id], at=noon)
    assert len(statements) == 1
    assert (found.origin, found.lane, found.days) == (hall.near.province, LaneDays(2, 3), 3)
    hall.stock(hall.near, 2)
    assert hall.order(1).promised_on == found.on


def test_the_nearest_warehouse_that_has_everything_sends(hall):
    assert known_lanes.begins("上海市", ["北京市", "江苏省"]) == "江苏省"
    assert known_lanes.begins("上海市", []) is None


def test_a_way_without_enough_parcels_borrows_from_its_neighbours(hall, noon):
    way = Way(hall.carrier.id, "浙江省", "上海市")
    other = hall.new_carrier("active")

    def lane(carrier_id, origin: str, parcels: int) -> None:
        tally = transit.tally_of([1] * parcels)
        Lane.objects.create(
            carrier_id=carrier_id, origin=origin, destination="上海市", tally=tally, parcels=parcels,
            counted_at=noon,
        )  # fmt: skip

    lane(hall.carrier.id, "浙江省", 10)
    assert Lanes(["上海市"], at=noon).tally(way) is None
    lane(other.id, "北京市", 9)
    assert Lanes(["上海市"], at=noon).tally(way) is None
    lane(other.id, "浙江省", 15)
    assert sum(Lanes(["上海市"], at=noon).tally(way) or ()) == 25


TALLY = transit.tally_of([1] * 60 + [2] * 20 + [3] * 10 + [4] * 6 + [9] * 4)


@pytest.mark.parametrize(
    ("tally", "days", "over", "late", "expected"),
    [
        pytest.param(TALLY, (0, 3, 0), False, False, None, id="just left, three days to go"),
        pytest.param(TALLY, (3, 0, 0), False, False, None, id="half of those came today"),
        pytest.param(TALLY, (3, 0, 1), False, True, 7, id="but a try failed, and today is lost"),
        pytest.param(TALLY, (4, 0, 0), False, False, None, id="most of those still out come today"),
        pytest.param(TALLY, (5, 2, 0), False, True, 4, id="two days ahead: who is out so long takes nine"),
        pytest.param(TALLY, (1, 1, 0), True, True, 3, id="the evening of the promised day"),
        pytest.param(TALLY, (20, 3, 0), False, False, None, id="longer than any, three days to go"),
        pytest.param(None, (1, 1, 0), False, True, 3, id="no lane: promised for tomorrow"),
        pytest.param(None, (1, 2, 0), False, False, None, id="no lane: promised for later"),
    ],
)
def test_what_is_foreseen(tally, days, over, late, expected):
    today = date(2026, 11, 24)
    outlook = by_lane(tally, days, today, over=over, at=NOON)

    assert outlook.late == late
    if expected is not None:
        assert (outlook.expected_on - today).days == expected


def test_a_customer_is_told_once_days_before_with_a_new_day(hall, noon):
    shipment = hall.shipped(1, promised_on=date(2026, 11, 28))
    place = shipment.order.address.province
    Lane.objects.create(
        carrier=hall.carrier, origin=hall.near.province, destination=place, counted_at=noon,
        tally=transit.tally_of([1] * 20 + [9] * 20), parcels=40,
    )  # fmt: skip

    assert foresee_delays(by=SYSTEM, at=noon + DAY) == []
    assert len(foresee_delays(by=SYSTEM, at=noon + 2 * DAY)) == 1
    assert foresee_delays(by=SYSTEM, at=noon + 3 * DAY) == []

    shipment.refresh_from_db()
    assert (shipment.delay_told_at, shipment.expected_on) == (noon + 2 * DAY, date(2026, 12, 3))
    told = Message.objects.filter(kind="delivery.late", channel="inbox")
    assert [message.account_id for message in told] == [hall.buyer.account_id]
    assert "2026-12-03" in told.get().body


def test_the_cost_of_looking_does_not_grow_with_the_parcels(hall, noon):
    def statements() -> int:
        with CaptureQueriesContext(connection) as said:
            foresee_delays(by=SYSTEM, at=noon)
        return len(said)

    hall.shipped(1, "SF30000001", promised_on=date(2026, 11, 28))
    one = statements()
    hall.shipped(1, "SF30000002", promised_on=date(2026, 11, 28))
    assert statements() == one
