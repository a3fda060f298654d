"""Picked, packed, handed over, and what carriers tell: late, twice, in any order."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError
from django.db.transaction import atomic

from tests.domain.delivery.dispatch import Dispatch
from tests.people import firm, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.delivery import queries, refusals
from zhanggui.domain.delivery.labels import label_mobile, label_name, label_street
from zhanggui.domain.delivery.models import Shipment, TrackingEvent
from zhanggui.domain.delivery.operations import (
    confirm_pick,
    foresee_delays,
    pack_parcel,
    start_picking,
    take_back_parcel,
)
from zhanggui.domain.delivery.promising import is_late, promised_on
from zhanggui.domain.delivery.rules import Packing
from zhanggui.domain.delivery.states import (
    ALLOCATION_LIFE,
    AllocationNotReady,
    AllocationState,
    ParcelState,
    after,
    moved_by,
)
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.ledger.verifying import verify


@pytest.fixture
def hall(db: None, noon: datetime) -> Dispatch:
    return Dispatch(noon)


def test_the_whole_way_of_a_parcel(hall, noon):
    shipment = hall.shipped(2)
    assert hall.where() == {"in_transit": 2}

    hall.tell("collected", 1)
    hall.tell("out_for_delivery", 20)
    heard = hall.tell("signed", 22, signer="本人")

    assert heard.became is ParcelState.DELIVERED
    assert hall.where() == {"delivered": 2}
    shipment.refresh_from_db()
    assert (shipment.state, shipment.delivered_at, shipment.signed_by) == (
        "delivered", noon + timedelta(hours=22), "本人",
    )  # fmt: skip
    assert list(verify(noon)) == []


def test_the_customer_follows_the_way(hall, noon):
    shipment = hall.shipped(2)
    hall.tell("collected", 1, place="杭州")
    hall.tell("in_transit", 5, place="上海")

    (parcel,) = queries.tracking_of(shipment.order_id, by=hall.customer, at=noon + timedelta(hours=6))

    assert (parcel.state, parcel.tracking_number) == ("in_transit", "SF10000001")
    assert [step.place for step in parcel.steps] == ["杭州", "上海"]
    with pytest.raises(NotFound):
        queries.tracking_of(shipment.order_id, by=somebody("别人", Role.CUSTOMER), at=noon)


def test_the_same_event_again_changes_nothing(hall):
    hall.shipped()
    hall.tell("signed", 5)

    with nothing_changes():
        assert hall.tell("signed", 5).became is None


def test_an_event_of_the_same_key_told_differently_is_refused(hall):
    hall.shipped()
    hall.tell("collected", 5, key="k")

    with nothing_changes(), pytest.raises(refusals.EventReused), atomic():
        hall.tell("signed", 6, key="k")


def test_events_that_come_late_are_kept_and_move_nothing(hall):
    shipment = hall.shipped()
    hall.tell("out_for_delivery", 20)
    assert hall.tell("collected", 1).became is None
    hall.tell("signed", 22)
    assert hall.tell("failed", 23).became is None

    shipment.refresh_from_db()
    assert shipment.state == "delivered"
    assert shipment.events.count() == 4


def test_an_unknown_code_is_kept_and_moves_nothing(hall):
    shipment = hall.shipped()
    assert hall.tell("customs-dance", 3).became is None

    shipment.refresh_from_db()
    assert (shipment.state, shipment.events.get().code) == ("shipped", "customs-dance")


def test_a_carrier_quicker_than_the_packer_is_heard_in_the_end(hall):
    hall.stock(hall.near, 2)
    (part,) = hall.allocate(hall.order(2))
    parcel = hall.packed(part)
    heard = hall.tell("signed", 2, number="SF77777777")
    assert heard.shipment is None

    shipment = hall.handed_over(parcel, "SF77777777")

    assert shipment.state == ParcelState.DELIVERED
    assert hall.where() == {"delivered": 2}


def test_a_carrier_tells_of_its_own_parcels_only(hall):
    hall.shipped()
    other = somebody("别家快递", Role.CARRIER, organisation=firm("别家", Organisation.Kind.CARRIER))

    with nothing_changes(), pytest.raises(NotFound), atomic():
        hall.tell("signed", by=other)


def test_what_has_not_happened_yet_is_refused(hall):
    hall.shipped()
    with nothing_changes(), pytest.raises(refusals.EventFromTheFuture), atomic():
        hall.tell("signed", 5, heard_at=hall.at)


def test_what_was_told_cannot_be_changed(hall):
    hall.shipped()
    hall.tell("collected")

    with nothing_changes(), pytest.raises(DatabaseError), atomic():
        TrackingEvent.objects.update(code="signed")


def test_a_lost_parcel_is_booked_as_lost(hall):
    hall.shipped(2)
    hall.tell("lost", 50)

    assert hall.where() == {"lost": 2}


def test_a_returned_parcel_is_unpacked(hall, noon):
    shipment = hall.shipped(3)
    sku = hall.goods[0].sku_id
    with nothing_changes(), pytest.raises(refusals.ParcelNotReturned), atomic():
        take_back_parcel(shipment_id=shipment.id, damaged={}, by=hall.keeper, at=noon)

    hall.tell("returned", 60)
    with nothing_changes(), pytest.raises(refusals.MoreThanInParcel), atomic():
        take_back_parcel(shipment_id=shipment.id, damaged={sku: 4}, by=hall.keeper, at=noon)

    take_back_parcel(shipment_id=shipment.id, damaged={sku: 1}, by=hall.keeper, at=noon)
    assert hall.where() == {"near": 2, "scrapped": 1}


HAND_OVERS = [
    pytest.param({"carrier": "suspended"}, refusals.CarrierNotActive, id="a carrier that is suspended"),
    pytest.param({"tracking_number": "?"}, refusals.NoTrackingNumber, id="no number"),
    pytest.param({"tracking_number": "SF10000001"}, refusals.TrackingNumberTaken, id="a number taken"),
]


@pytest.mark.parametrize(("change", "refusal"), HAND_OVERS)
def test_a_refused_hand_over_leaves_no_trace(hall, change, refusal):
    hall.shipped()
    hall.stock(hall.near, 2)
    (part,) = hall.allocate(hall.order(2))
    parcel = hall.packed(part)
    if "carrier" in change:
        change = {"carrier_id": hall.new_carrier(change["carrier"]).id}
    call = {"tracking_number": "SF10000002"} | change

    with nothing_changes(), pytest.raises(refusal), atomic():
        hall.handed_over(parcel, **call)


def test_handing_over_again_is_the_same_but_not_to_another(hall):
    shipment = hall.shipped()
    with nothing_changes():
        hall.handed_over(shipment)
    with nothing_changes(), pytest.raises(refusals.AlreadyHandedOver), atomic():
        hall.handed_over(shipment, "SF10000009")


def test_a_parcel_is_packed_only_when_everything_was_checked(hall, noon):
    hall.stock(hall.near, 2)
    (part,) = hall.allocate(hall.order(2))
    packing = Packing(weight_grams=1, checks=frozenset({"contents"}))

    with nothing_changes(), pytest.raises(refusals.PackingNotChecked), atomic():
        pack_parcel(allocation_id=part.id, packing=packing, by=hall.keeper, at=noon)
    with nothing_changes(), pytest.raises(AllocationNotReady), atomic():
        pack_parcel(allocation_id=part.id, packing=Packing(weight_grams=1), by=hall.keeper, at=noon)


def test_a_pick_that_is_short_is_not_confirmed(hall, noon):
    hall.stock(hall.near, 2)
    (part,) = hall.allocate(hall.order(2))
    pick = start_picking(warehouse_id=hall.near.id, allocation_ids=[part.id], by=hall.keeper, at=noon)
    assert [line.pieces for line in queries.pick_lines(pick.id, by=hall.keeper)] == [2]

    with nothing_changes(), pytest.raises(refusals.PickIncomplete), atomic():
        confirm_pick(pick_list_id=pick.id, picked={hall.goods[0].sku_id: 1}, by=hall.keeper, at=noon)
    with nothing_changes(), pytest.raises(refusals.NothingToPick), atomic():
        start_picking(warehouse_id=hall.near.id, allocation_ids=[part.id], by=hall.keeper, at=noon)


def test_a_delay_is_told_once_and_before_it_happens(hall, noon):
    shipment = hall.shipped(promised_on=date(2026, 11, 26))

    assert foresee_delays(by=SYSTEM, at=noon) == []
    assert [s.id for s in foresee_delays(by=SYSTEM, at=noon + timedelta(days=1))] == [shipment.id]
    assert foresee_delays(by=SYSTEM, at=noon + timedelta(days=1)) == []


def test_what_went_out_today_is_told_of_in_the_evening_only(hall, noon):
    hall.shipped(promised_on=date(2026, 11, 24))
    hall.tell("out_for_delivery", 1)

    assert foresee_delays(by=SYSTEM, at=noon + timedelta(hours=3)) == []
    assert len(foresee_delays(by=SYSTEM, at=noon + timedelta(hours=8, minutes=7))) == 1


def test_a_label_hides_what_it_must(hall):
    shipment = hall.shipped()
    label = queries.waybill(shipment.id, by=hall.keeper)

    address = shipment.order.address
    assert label.recipient != address.recipient
    assert sum(c == "*" for c in label.mobile) >= 6


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        pytest.param("王小明", "王*明", id="three characters"),
        pytest.param("李四", "李*", id="two"),
        pytest.param("张", "*", id="one"),
        pytest.param("欧阳修远", "欧**远", id="four"),
    ],
)
def test_names_on_labels(full, shown):
    assert label_name(full) == shown


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        pytest.param("13812345678", "138******78", id="a mobile number"),
        pytest.param("87654321", "********", id="a short number is hidden whole"),
    ],
)
def test_numbers_on_labels(full, shown):
    assert label_mobile(full) == shown


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        pytest.param(
            "文一西路 969 号西溪花园 3 幢 2 单元 501 室",
            "文一西路 969 号西溪花园 ***",
            id="building and room",
        ),
        pytest.param("中山路 8 号 12-3-502", "中山路 8 号 ***", id="numbers joined by hyphens"),
        pytest.param("长安街 1 号", "长安街 1 号", id="a street number alone stays"),
    ],
)
def test_streets_on_labels(full, shown):
    assert label_street(full) == shown


@pytest.mark.parametrize(
    ("province", "utc_hour", "day"),
    [
        pytest.param("浙江省", 7, 27, id="before the cut-off, near"),
        pytest.param("浙江省", 9, 28, id="after the cut-off counts for the next day"),
        pytest.param("西藏自治区", 7, 33, id="far away"),
        pytest.param("云南省", 7, 29, id="as usual"),
    ],
)
def test_what_is_promised(province, utc_hour, day, noon):
    ordered = noon.replace(hour=utc_hour)
    assert promised_on(province, ordered) == date(2026, 11, 1) + timedelta(days=day - 1)


def test_beyond_our_area_nothing_is_promised(noon):
    with pytest.raises(refusals.OutOfArea):
        promised_on("台湾省", noon)


@pytest.mark.parametrize(
    ("utc", "late"),
    [
        pytest.param(datetime(2026, 11, 26, 15, 59), False, id="a minute before midnight in Shanghai"),
        pytest.param(datetime(2026, 11, 26, 16, 0), True, id="at midnight in Shanghai"),
    ],
)
def test_late_is_a_calendar_day_of_shanghai(utc, late, noon):
    assert is_late(date(2026, 11, 26), utc.replace(tzinfo=noon.tzinfo)) is late


VERBS = sorted({verb for _, verb in ALLOCATION_LIFE})


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", AllocationState)
def test_every_state_knows_every_verb(state, verb):
    if (state, verb) in ALLOCATION_LIFE:
        assert after(state, verb) is ALLOCATION_LIFE[state, verb]
    else:
        with pytest.raises(AllocationNotReady):
            after(state, verb)


@pytest.mark.parametrize("state", [ParcelState.DELIVERED, ParcelState.RETURNED, ParcelState.LOST])
def test_nothing_counts_after_the_end(state, noon):
    assert moved_by(state, noon, "in_transit", noon + timedelta(days=1)) is None


def test_the_database_keeps_a_parcel_and_its_carrier_together(hall):
    shipment = hall.shipped()
    with pytest.raises(DatabaseError), atomic():
        Shipment.objects.filter(pk=shipment.pk).update(tracking_number="")
