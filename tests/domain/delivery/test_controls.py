"""Each control of parcels, green and turning red."""

from datetime import date, datetime, timedelta

import pytest

from tests.domain.delivery.dispatch import Dispatch
from zhanggui.domain.delivery import controls
from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.operations import foresee_delays, take_back_parcel
from zhanggui.domain.partners.models import Carrier
from zhanggui.identity.actor import SYSTEM
from zhanggui.mechanisms.controls import Status

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
PROMISED = date(2026, 11, 26)


@pytest.fixture
def hall(db: None, noon: datetime) -> Dispatch:
    return Dispatch(noon)


@pytest.mark.parametrize(
    ("hours", "status"),
    [
        pytest.param(40, Status.KEPT, id="on the promised day"),
        pytest.param(70, Status.BROKEN, id="a day late"),
    ],
)
def test_parcels_on_time(hall, noon, hours, status):
    assert controls.parcels_on_time(noon).status is Status.NO_DATA
    hall.shipped(promised_on=PROMISED)
    hall.tell("signed", hours, heard_at=noon + 4 * DAY)

    assert controls.parcels_on_time(noon + 4 * DAY).status is status


@pytest.mark.parametrize(
    ("code", "status"),
    [pytest.param("signed", Status.KEPT, id="delivered"), pytest.param("lost", Status.BROKEN, id="lost")],
)
def test_parcels_intact(hall, noon, code, status):
    hall.shipped()
    hall.tell(code)

    assert controls.parcels_intact(noon + DAY).status is status


def test_packing_recorded(hall, noon):
    hall.shipped()
    assert controls.packing_recorded(noon).status is Status.KEPT

    Shipment.objects.update(packing={"checks": ["closed"]})
    assert controls.packing_recorded(noon).status is Status.BROKEN


@pytest.mark.parametrize(
    ("warned", "status"),
    [
        pytest.param(True, Status.KEPT, id="told the day before"),
        pytest.param(False, Status.BROKEN, id="not told"),
    ],
)
def test_delays_told(hall, noon, warned, status):
    hall.shipped(promised_on=PROMISED)
    assert controls.delays_told(noon).status is Status.KEPT
    if warned:
        foresee_delays(by=SYSTEM, at=noon + DAY)

    assert controls.delays_told(noon + 3 * DAY).status is status


def test_parcels_have_news(hall, noon):
    hall.shipped()

    assert controls.parcels_have_news(noon + 20 * HOUR).status is Status.KEPT
    assert controls.parcels_have_news(noon + 30 * HOUR).status is Status.BROKEN
    hall.tell("in_transit", 29, heard_at=noon + 30 * HOUR)
    assert controls.parcels_have_news(noon + 40 * HOUR).status is Status.KEPT


@pytest.mark.parametrize(
    ("waited", "status"),
    [
        pytest.param(timedelta(minutes=10), Status.KEPT, id="ten minutes"),
        pytest.param(timedelta(minutes=20), Status.BROKEN, id="twenty minutes"),
    ],
)
def test_events_visible(hall, noon, waited, status):
    hall.shipped()
    hall.tell("collected", 1, heard_at=noon + HOUR + waited)

    assert controls.events_visible(noon + DAY).status is status


def test_exceptions_dealt_with(hall, noon):
    shipment = hall.shipped()
    hall.tell("returned", 24)
    assert controls.exceptions_dealt_with(noon + 2 * DAY).status is Status.KEPT
    assert controls.exceptions_dealt_with(noon + 5 * DAY).status is Status.BROKEN

    take_back_parcel(shipment_id=shipment.id, damaged={}, by=hall.keeper, at=noon + 5 * DAY)
    assert controls.exceptions_dealt_with(noon + 5 * DAY).status is Status.KEPT


def test_carriers_in_good_standing(hall, noon):
    hall.shipped()
    assert controls.carriers_in_good_standing(noon).status is Status.KEPT

    Carrier.objects.update(state="suspended", trades_until=None)
    assert controls.carriers_in_good_standing(noon).status is Status.BROKEN
