"""A parcel from the tote to its label: scanned, weighed, looked at twice where the scales disagree."""

import pytest
from django.db.transaction import atomic

from tests.domain.packing.benches import Benches
from tests.people import another_account, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.delivery import walking
from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.operations import confirm_pick, fill_shortage, scan_pieces, take_pick_list
from zhanggui.domain.delivery.refusals import PackingNotChecked, ShortageSettled
from zhanggui.domain.inventory.models import Hold, Measures
from zhanggui.domain.packing import refusals, relaying
from zhanggui.domain.packing.models import BenchWork, PackTrouble, Relay
from zhanggui.domain.packing.operations import (
    Trouble,
    connect_call,
    end_relays,
    leave_bench,
    look_again,
    report_pack_trouble,
)
from zhanggui.domain.packing.states import BENCH_LIFE, BenchNotReady, BenchState, after
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotAllowed, NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(noon) -> Benches:
    return Benches(noon)


@pytest.mark.parametrize("state", BenchState)
@pytest.mark.parametrize("verb", sorted({verb for _, verb in BENCH_LIFE}))
def test_every_step_of_the_bench_is_in_its_table_or_refused(state, verb):
    if (state, verb) in BENCH_LIFE:
        assert after(state, verb) is BENCH_LIFE[state, verb]
    else:
        with pytest.raises(BenchNotReady):
            after(state, verb)


def test_a_parcel_is_scanned_weighed_and_closed_with_a_number_of_its_own(hall, settings):
    settings.RELAY_NUMBER = "4008210000"
    part = hall.picked(2, 1)
    hall.take(part)
    assert hall.take(part).packer_id == hall.keeper.account_id
    assert [hall.scan(part), hall.scan(part, code=hall.code().lower()), hall.scan(part, 1)] == [1, 2, 1]
    bench = hall.weigh(part, 2_110)

    assert (bench.state, bench.expected_grams, bench.proposed_box.code) == ("weighed", 2_100, "M")
    parcel = hall.close(part)
    assert hall.close(part) == parcel
    assert parcel.packing["weight_grams"] == 2_110
    assert parcel.packing["volume_cm3"] == 320 * 260 * 220 // 1000
    assert BenchWork.objects.get().state == "closed"
    assert relaying.virtual_numbers([parcel.pk])[parcel.pk].startswith("4008210000 转 ")


@pytest.mark.parametrize(
    ("deed", "refusal"),
    [
        pytest.param(lambda h, p: h.scan(p, code="OTHER"), refusals.NotForThisParcel, id="another article"),
        pytest.param(lambda h, p: h.scan(p, pieces=3), refusals.EnoughPacked, id="a piece too many"),
        pytest.param(lambda h, p: h.scan(p, pieces=0), refusals.EnoughPacked, id="no piece"),
        pytest.param(lambda h, p: h.scan(p, by=h.mate), refusals.NotYourBench, id="another packer scans"),
        pytest.param(lambda h, p: h.take(p, by=h.mate), refusals.OnAnotherBench, id="another packer takes"),
        pytest.param(lambda h, p: h.take(p, by=h.manager), NotAllowed, id="who is no packer"),
        pytest.param(lambda h, p: h.weigh(p, 900), refusals.PiecesLacking, id="weighed half full"),
        pytest.param(lambda h, p: h.close(p), BenchNotReady, id="closed unweighed"),
    ],
)  # fmt: skip
def test_what_does_not_belong_changes_nothing(hall, deed, refusal):
    part = hall.picked(2)
    hall.take(part)
    with nothing_changes(), pytest.raises(refusal), atomic():
        deed(hall, part)


@pytest.mark.parametrize(
    ("grams", "box", "refusal"),
    [
        pytest.param(0, "M", refusals.NothingOnTheScales, id="empty scales"),
        pytest.param(900, "X", refusals.NoSuchBox, id="an unknown box"),
        pytest.param(4_000, "S", refusals.BoxTooWeak, id="a box that does not bear it"),
    ],
)
def test_a_weight_that_cannot_be_is_refused(hall, grams, box, refusal):
    part = hall.picked(1)
    hall.full(part)
    with nothing_changes(), pytest.raises(refusal), atomic():
        hall.weigh(part, grams, box_code=box)


def test_a_difference_stops_the_parcel_until_somebody_else_has_looked(hall):
    part = hall.picked(2)
    hall.full(part)
    assert hall.weigh(part, 1_400).state == "stopped"
    terms = {"allocation_id": part.id, "accept": True, "at": hall.at}
    same = another_account(hall.keeper.person_id, Role.LOGISTICS_MANAGER)
    for by, reason, refusal in (
        (hall.keeper, "没问题", refusals.SomebodyElseLooks),
        (same, "没问题", refusals.SomebodyElseLooks),
        (hall.mate, " ", refusals.LookReasonMissing),
        (somebody("坐席", Role.CS_AGENT), "没问题", NotAllowed),
    ):
        with nothing_changes(), pytest.raises(refusal), atomic():
            look_again(**terms, by=by, reason=reason)
    with nothing_changes(), pytest.raises(BenchNotReady), atomic():
        hall.close(part)

    look_again(**terms, by=hall.manager, reason="新包装比档案轻")
    parcel = hall.close(part)
    assert parcel.packing["note"] == "新包装比档案轻"


def test_a_second_look_can_ask_for_a_new_count(hall):
    part = hall.picked(2)
    hall.full(part)
    hall.weigh(part, 900)
    bench = look_again(allocation_id=part.id, accept=False, reason="少一件", by=hall.mate, at=hall.at)

    assert (bench.state, bench.weighed_grams) == ("scanning", None)
    assert hall.scan(part, pieces=2) == 2
    assert hall.weigh(part, 1_750).state == "weighed"


def test_what_was_never_measured_is_not_compared(hall):
    Measures.objects.all().delete()
    part = hall.picked(1)
    hall.full(part)
    bench = hall.weigh(part, 7_000)
    assert (bench.state, bench.expected_grams, bench.proposed_box) == ("weighed", None, None)


def test_an_unticked_check_keeps_the_parcel_open(hall):
    part = hall.picked(1)
    hall.full(part)
    hall.weigh(part, 950)
    with nothing_changes(), pytest.raises(PackingNotChecked), atomic():
        hall.close(part, checks=["contents"])


def test_a_left_bench_is_counted_anew_by_somebody_else(hall):
    part = hall.picked(2)
    hall.take(part)
    hall.scan(part)
    with nothing_changes(), pytest.raises(refusals.NotYourBench), atomic():
        leave_bench(allocation_id=part.id, by=hall.mate, at=hall.at)
    leave_bench(allocation_id=part.id, by=hall.manager, at=hall.at)
    hall.take(part, by=hall.mate)
    assert hall.scan(part, by=hall.mate) == 1


def trouble(hall, part, what, pieces=1, **change):
    told = Trouble(sku_id=hall.goods[0].sku_id, what=what, pieces=pieces)
    usual = {"allocation_id": part.id, "trouble": told, "by": hall.keeper, "at": hall.at}
    return report_pack_trouble(**(usual | change))


@pytest.mark.parametrize("what", ["missing", "damaged"])
def test_an_unfit_piece_is_held_and_only_its_replacement_is_fetched(hall, what):
    part = hall.picked(2)
    hall.stock(hall.near, 3, lot=("newer", None))
    hall.full(part)
    became = trouble(hall, part, what)

    assert Hold.objects.get().quantity == 1
    assert BenchWork.objects.get().state == "given_back"
    new = became.part
    assert (new.order_id, new.warehouse_id, new.state) == (part.order_id, hall.near.id, "allocated")
    take_pick_list(pick_list_id=new.pick_list_id, by=hall.keeper, at=hall.at)
    stops = {stop.lot: stop for stop in walking.stops(new.pick_list_id)}
    assert [(stop.wanted, stop.scanned) for stop in stops.values() if stop.done] == [(1, 1)]
    (left,) = [stop for stop in stops.values() if not stop.done]
    terms = {"pick_list_id": new.pick_list_id, "by": hall.keeper, "at": hall.at}
    scan_pieces(**terms, shelf_id=left.shelf_id, code=left.code)
    confirm_pick(**terms, picked={left.sku_id: 2})
    hall.full(new)
    hall.weigh(new, 1_750)
    assert hall.close(new).order_id == part.order_id


def test_without_other_pieces_the_rest_goes_on_and_the_lacking_one_is_waited_for(hall):
    part = hall.picked(2)
    hall.full(part)
    became = trouble(hall, part, "missing")
    assert (became.part.state, became.elsewhere) == ("picked", [])
    (short,) = became.waiting
    assert (short.pieces, short.why, short.way) == (1, "missing", "")
    hall.full(became.part)
    hall.weigh(became.part, 950)
    hall.handed_over(hall.close(became.part))

    hall.stock(hall.far, 5)
    (late,) = fill_shortage(shortage_id=short.id, by=hall.keeper, at=hall.at)
    assert (late.order_id, late.warehouse_id, late.fills_id) == (part.order_id, hall.far.id, short.id)
    with nothing_changes(), pytest.raises(ShortageSettled), atomic():
        fill_shortage(shortage_id=short.id, by=hall.keeper, at=hall.at)


def test_a_wrong_piece_is_written_down_and_the_parcel_stays_open(hall):
    part = hall.picked(1)
    hall.take(part)
    assert trouble(hall, part, "wrong") is None
    assert PackTrouble.objects.get().what == "wrong"
    assert hall.scan(part) == 1
    with nothing_changes(), pytest.raises(refusals.EnoughPacked), atomic():
        trouble(hall, part, "damaged", pieces=2)


def test_an_extension_leads_to_the_recipient_until_days_after_the_end(hall, settings):
    settings.RELAY_NUMBER = "4008210000"
    parcel = hall.boxed(1)
    extension = Relay.objects.get().extension
    with nothing_changes(), pytest.raises(NotAllowed), atomic():
        connect_call(extension=extension, by=hall.keeper, at=hall.at)
    with nothing_changes(), pytest.raises(NotFound), atomic():
        connect_call(extension="nobody", by=SYSTEM, at=hall.at)
    assert connect_call(extension=extension, by=SYSTEM, at=hall.at) == parcel.order.address.mobile

    hall.handed_over(parcel)
    hall.tell("signed", 5)
    soon, later = (hall.at.replace(month=12, day=day) for day in (1, 9))
    assert [end_relays(by=SYSTEM, at=at) for at in (soon, later, later)] == [0, 1, 0]
    assert relaying.virtual_numbers([parcel.pk]) == {}


def test_without_a_relay_number_nothing_is_bound(hall, settings):
    settings.RELAY_NUMBER = ""
    assert relaying.virtual_numbers([hall.boxed(1).pk]) == {}
    assert Shipment.objects.count() == 1
    assert not Relay.objects.exists()
