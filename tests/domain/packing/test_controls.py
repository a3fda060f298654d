"""Each control of the packing benches, green and turning red."""

from datetime import datetime, timedelta

import pytest

from tests.domain.packing.benches import Benches
from tests.domain.packing.test_bench import trouble
from tests.domain.packing.test_hand_over import load, opened, sign
from zhanggui.domain.packing import controls
from zhanggui.domain.packing.models import BenchWork, PackTrouble
from zhanggui.mechanisms.controls import Status

DAY = timedelta(days=1)


@pytest.fixture
def hall(db: None, noon: datetime, settings) -> Benches:
    settings.RELAY_NUMBER = "4008210000"
    return Benches(noon)


def test_weights_are_compared(hall, noon):
    assert controls.weights_compared(noon).status is Status.NO_DATA
    hall.boxed(1)
    assert controls.weights_compared(noon).status is Status.KEPT
    BenchWork.objects.update(weighed_grams=5_000)
    assert controls.weights_compared(noon).status is Status.BROKEN
    BenchWork.objects.update(looked_by=hall.mate.account_id, looked_at=noon)
    assert controls.weights_compared(noon).status is Status.KEPT
    BenchWork.objects.update(expected_grams=None)
    assert controls.weights_compared(noon).status is Status.AT_RISK


def test_stopped_parcels_are_looked_at(hall, noon):
    assert controls.stopped_looked_at(noon).status is Status.NO_DATA
    part = hall.picked(1)
    hall.full(part)
    hall.weigh(part, 5_000)
    assert controls.stopped_looked_at(noon + timedelta(hours=4)).status is Status.KEPT
    assert controls.stopped_looked_at(noon + timedelta(hours=5)).status is Status.BROKEN


def test_wrong_pieces_reach_no_customer(hall, noon):
    assert controls.troubles_replaced(noon).status is Status.NO_DATA
    part = hall.picked(1)
    hall.full(part)
    trouble(hall, part, "damaged")
    assert controls.troubles_replaced(noon).status is Status.KEPT

    hall.boxed(1)
    sent = BenchWork.objects.get(state="closed")
    PackTrouble(bench=sent, sku_id=hall.goods[0].sku_id, what="damaged", pieces=1, found_at=noon,
                found_by_id=hall.keeper.account_id).save()  # fmt: skip
    assert controls.troubles_replaced(noon).status is Status.BROKEN


def test_drivers_sign(hall, noon):
    assert controls.hand_overs_signed(noon).status is Status.NO_DATA
    listed = opened(hall)
    load(hall, listed, hall.boxed(1).number)
    assert controls.hand_overs_signed(noon + DAY).status is Status.KEPT
    assert controls.hand_overs_signed(noon + 2 * DAY).status is Status.BROKEN
    sign(hall, listed)
    assert controls.hand_overs_signed(noon + 2 * DAY).status is Status.KEPT


def test_labels_lead_to_nobody_for_long(hall, noon):
    assert controls.relays_end(noon).status is Status.NO_DATA
    hall.handed_over(hall.boxed(1))
    hall.tell("signed", 5)
    assert controls.relays_end(noon + 9 * DAY).status is Status.KEPT
    assert controls.relays_end(noon + 10 * DAY).status is Status.BROKEN
