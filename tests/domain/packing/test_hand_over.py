"""What a carrier takes along: scanned parcel by parcel, signed for once."""

import pytest
from django.db.transaction import atomic

from tests.domain.packing.benches import Benches
from tests.vocabulary import nothing_changes
from zhanggui.domain.delivery.refusals import CarrierNotActive, NoTrackingNumber
from zhanggui.domain.packing import refusals
from zhanggui.domain.packing.models import HandOver, LoadedParcel
from zhanggui.domain.packing.operations import open_hand_over, sign_hand_over
from zhanggui.journeys.load_and_ship import load_and_ship
from zhanggui.kernel.refusal import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(noon) -> Benches:
    return Benches(noon)


def opened(hall: Benches, **change) -> HandOver:
    usual = {"warehouse_id": hall.near.id, "carrier_id": hall.carrier.id, "by": hall.keeper, "at": hall.at}
    return open_hand_over(**(usual | change))


def load(hall: Benches, listed: HandOver, code: str, number: str = "SF10000001") -> LoadedParcel:
    terms = {"hand_over_id": listed.id, "tracking_number": number, "by": hall.keeper, "at": hall.at}
    return load_and_ship(**terms, code=code)


def test_a_scanned_parcel_is_the_carriers_and_its_order_on_its_way(hall):
    parcel, listed = hall.boxed(1), opened(hall)
    assert opened(hall) == listed
    loaded = load(hall, listed, parcel.number.lower())
    assert load(hall, listed, parcel.number) == loaded
    assert load(hall, listed, "SF10000001", "") == loaded
    parcel.refresh_from_db()
    assert (parcel.state, parcel.carrier_id) == ("shipped", hall.carrier.id)
    assert parcel.order.shipped_at == hall.at
    signed = sign_hand_over(hand_over_id=listed.id, driver="王师傅", by=hall.manager, at=hall.at)
    assert (signed.driver, opened(hall) == listed) == ("王师傅", False)


@pytest.mark.parametrize(
    ("deed", "refusal"),
    [
        pytest.param(lambda h, x, p: load(h, x, "P000"), refusals.NotAParcelHere, id="an unknown parcel"),
        pytest.param(lambda h, x, p: load(h, x, p.number, "?"), NoTrackingNumber, id="no waybill"),
        pytest.param(lambda h, x, p: sign(h, x), refusals.ListEmpty, id="an empty list is signed"),
        pytest.param(lambda h, x, p: sign(h, x, driver=" "), refusals.NobodySigned, id="nobody signs"),
        pytest.param(lambda h, x, p: sign(h, x, by=h.courier), NotAllowed, id="the courier himself"),
        pytest.param(lambda h, x, p: opened(h, carrier_id=h.new_carrier("suspended").id), CarrierNotActive,
                     id="a suspended carrier"),
        pytest.param(lambda h, x, p: load(h, opened(h, warehouse_id=h.far.id), p.number),
                     refusals.NotAParcelHere, id="a parcel of another warehouse"),
    ],
)  # fmt: skip
def test_a_refused_scan_changes_nothing(hall, deed, refusal):
    parcel, listed = hall.boxed(1), opened(hall)
    opened(hall, warehouse_id=hall.far.id)
    with nothing_changes(), pytest.raises(refusal), atomic():
        deed(hall, listed, parcel)


def sign(hall: Benches, listed: HandOver, **change) -> HandOver:
    usual = {"hand_over_id": listed.id, "driver": "王师傅", "by": hall.keeper, "at": hall.at}
    return sign_hand_over(**(usual | change))


def test_a_signed_list_takes_nothing_more_and_a_parcel_is_on_one_list(hall):
    first, second = hall.boxed(1), hall.boxed(1)
    listed = opened(hall)
    load(hall, listed, first.number)
    sign(hall, listed)
    with nothing_changes(), pytest.raises(refusals.ListClosed), atomic():
        load(hall, listed, second.number, "SF2222222")
    with nothing_changes(), pytest.raises(refusals.ListClosed), atomic():
        sign(hall, listed)
    another = opened(hall)
    with nothing_changes(), pytest.raises(refusals.OnAnotherList), atomic():
        load(hall, another, first.number)
