"""Two scanners on one parcel, in the same moment: every piece is counted once, every parcel leaves once."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db.transaction import atomic

from tests.crowd import Crowd
from tests.domain.packing.benches import Benches
from tests.domain.packing.test_hand_over import load, opened
from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.packing.models import BenchWork, HandOver, LoadedParcel, PackedPieces
from zhanggui.domain.packing.states import BenchState
from zhanggui.mechanisms.ledger.verifying import verify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hall(noon: datetime) -> Benches:
    return Benches(noon)


def test_everything_about_one_parcel_happens_once(hall, noon):
    part = hall.picked(3)
    with Crowd(6) as crowd:
        taken = crowd.do([lambda by=by: hall.take(part, by=by) for by in (hall.keeper, hall.mate) * 3])
        packer = hall.keeper if BenchWork.objects.get().packer_id == hall.keeper.account_id else hall.mate
        scans = crowd.do([lambda: hall.scan(part, by=packer)] * 6)
        hall.weigh(part, 2_550, by=packer)
        closed = crowd.do([lambda: hall.close(part, by=packer)] * 6)
        lists = crowd.do([lambda: opened(hall)] * 6)
        listed, parcel = HandOver.objects.get(), Shipment.objects.get()
        loaded = crowd.do([lambda: load(hall, listed, parcel.number)] * 6)

    assert Counter(type(one).__name__ for one in taken) == {"BenchWork": 3, "OnAnotherBench": 3}
    assert sorted(one for one in scans if isinstance(one, int)) == [1, 2, 3]
    assert PackedPieces.objects.get().pieces == 3
    assert {one.pk for one in closed} == {parcel.pk}
    assert {one.pk for one in lists} == {listed.pk}
    assert {one.pk for one in loaded} == {LoadedParcel.objects.get().pk}
    assert hall.where() == {"in_transit": 3}
    assert list(verify(noon)) == []


class PowerCut(Exception):
    """The machine stops before the end of the transaction."""


def until_the_power_is_cut(deed: Callable[[], object]) -> None:
    """All of the deed is done, and then its transaction does not come to its end."""

    def cut() -> None:
        with atomic():
            deed()
            raise PowerCut

    with pytest.raises(PowerCut):
        cut()


def test_a_crash_in_the_middle_leaves_the_parcel_as_it_was(hall):
    part = hall.picked(1)
    hall.full(part)
    hall.weigh(part, 950)
    until_the_power_is_cut(lambda: hall.close(part))
    assert (BenchWork.objects.get().state, Shipment.objects.exists()) == (BenchState.WEIGHED, False)

    parcel, listed = hall.close(part), opened(hall)
    until_the_power_is_cut(lambda: load(hall, listed, parcel.number))
    assert not LoadedParcel.objects.exists()
    assert hall.where() == {}
    load(hall, listed, parcel.number)
    assert hall.where() == {"in_transit": 1}
