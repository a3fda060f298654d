"""The controls of parcels on the road, each green and turning red."""

from datetime import datetime, timedelta

import pytest

from tests.journeys.road import DAY, HOUR, Road
from zhanggui.domain.delivery import controls
from zhanggui.domain.delivery.models import PickupPoint
from zhanggui.domain.delivery.operations.agree_line import LineTerms, agree_line
from zhanggui.domain.delivery.operations.consent_to_leave import consent_to_leave
from zhanggui.domain.delivery.operations.count_lanes import count_lanes
from zhanggui.domain.delivery.operations.note_following import Asked, note_following
from zhanggui.domain.delivery.operations.open_pickup_point import Point, open_pickup_point
from zhanggui.domain.delivery.operations.settle_trouble import Outcome, settle_trouble
from zhanggui.domain.delivery.promising import beyond_at
from zhanggui.domain.delivery.states import FollowState, LeaveAt, Tracker, WayOut
from zhanggui.identity.actor import SYSTEM
from zhanggui.mechanisms.controls import Status


@pytest.fixture
def road(db: None, noon: datetime) -> Road:
    return Road(noon)


def test_troubles_settled(road, noon):
    assert controls.troubles_settled(noon).status is Status.NO_DATA
    road.sent()
    road.hears("lost", 20)
    assert controls.troubles_settled(noon + 3 * DAY).status is Status.KEPT
    assert controls.troubles_settled(noon + 5 * DAY).status is Status.BROKEN
    road.refund(121)
    assert controls.troubles_settled(noon + 5 * DAY).status is Status.KEPT


def test_losses_made_good(road, noon):
    assert controls.losses_made_good(noon).status is Status.NO_DATA
    road.sent()
    road.hears("lost", 20)
    assert controls.losses_made_good(noon + DAY).status is Status.AT_RISK
    assert controls.losses_made_good(noon + 4 * DAY).status is Status.BROKEN
    road.refund(100)
    assert controls.losses_made_good(noon + 5 * DAY).status is Status.KEPT


def test_claims_answered(road, noon):
    assert controls.claims_answered(noon).status is Status.NO_DATA
    road.sent()
    road.hears("lost", 20)
    assert controls.claims_answered(noon + 7 * DAY).status is Status.KEPT
    assert controls.claims_answered(noon + 8 * DAY).status is Status.BROKEN


@pytest.mark.parametrize(
    ("agreed", "status"),
    [
        pytest.param([LeaveAt.LOCKER], Status.KEPT, id="as the customer agreed"),
        pytest.param([], Status.BROKEN, id="nobody was asked"),
    ],
)
def test_left_by_consent(road, noon, agreed, status):
    assert controls.left_by_consent(noon).status is Status.NO_DATA
    shipment = road.sent()
    consent_to_leave(order_id=shipment.order_id, places=agreed, by=road.customer, at=noon)
    road.hears("signed_at_locker", 20)
    assert controls.left_by_consent(noon + DAY).status is status

    if not agreed:
        outcome = Outcome(way=WayOut.EXPLAINED, finding="已道歉")
        settle_trouble(trouble_id=road.trouble.id, outcome=outcome, by=road.manager, at=noon + DAY)
        assert controls.left_by_consent(noon + DAY).status is Status.AT_RISK


def test_parcels_followed(road, noon):
    assert controls.parcels_followed(noon).status is Status.NO_DATA
    terms = LineTerms(tracker=Tracker.KUAIDI100, code="sf", liability_fen=1, declared_most_fen=0)
    agree_line(carrier_id=road.carrier.id, terms=terms, by=road.manager, at=noon)
    shipment = road.sent()
    assert controls.parcels_followed(noon + timedelta(minutes=10)).status is Status.KEPT
    assert controls.parcels_followed(noon + HOUR).status is Status.BROKEN
    asked = Asked(tracker=Tracker.KUAIDI100, state=FollowState.FOLLOWED, answer="200")
    note_following(shipment_id=shipment.id, asked=asked, by=SYSTEM, at=noon)
    assert controls.parcels_followed(noon + HOUR).status is Status.KEPT


def test_beyond_can_collect(road, noon):
    assert controls.beyond_can_collect(noon).status is Status.BROKEN
    point = Point(
        code="P1", name="自提点", province="广东省", city="深圳市", district="", street="路 1 号",
        hours="9–21",
        serves=tuple(sorted(beyond_at(noon))),
    )  # fmt: skip
    open_pickup_point(point=point, by=road.manager, at=noon)
    assert controls.beyond_can_collect(noon).status is Status.KEPT
    PickupPoint.objects.update(closed_at=noon)
    assert controls.beyond_can_collect(noon).status is Status.BROKEN


def test_lanes_counted(road, noon):
    assert controls.lanes_counted(noon).status is Status.NO_DATA
    road.sent()
    road.hears("signed", 20)
    assert controls.lanes_counted(noon + DAY).status is Status.BROKEN
    count_lanes(by=SYSTEM, at=noon + DAY)
    assert controls.lanes_counted(noon + 2 * DAY).status is Status.KEPT
    assert controls.lanes_counted(noon + 4 * DAY).status is Status.BROKEN
