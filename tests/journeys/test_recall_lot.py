"""A lot that is called back: its parcels are found, its customers told of, and nobody gets more of it."""

from datetime import date

import pytest

from tests.domain.delivery.dispatch import Dispatch
from tests.people import somebody
from zhanggui.domain.delivery.models import AllocationLine, Shortage
from zhanggui.domain.delivery.operations import confirm_pick, start_picking
from zhanggui.domain.delivery.queries import parcels_of_lot
from zhanggui.domain.inventory.models import Hold, Lot
from zhanggui.domain.inventory.policies import RECALL
from zhanggui.identity.roles import Role
from zhanggui.journeys.recall_lot import open_recall_cases, recall_lot
from zhanggui.mechanisms.cases.queries import cases_of_thread
from zhanggui.mechanisms.ledger.verifying import verify

pytestmark = pytest.mark.django_db


def test_every_parcel_of_a_recalled_lot_has_a_case_and_what_waits_gets_other_pieces(
    noon, django_assert_num_queries
):
    hall = Dispatch(noon)
    bad, good = ("bad", date(2027, 1, 1)), ("good", date(2027, 6, 1))
    hall.stock(hall.near, 5, lot=bad)
    (part,) = hall.allocate(hall.order(2))
    sent = hall.handed_over(hall.packed(part))
    waiting = hall.order(1)
    hall.allocate(waiting)
    hall.stock(hall.near, 5, lot=good)
    lot, inspector = Lot.objects.get(code="bad"), somebody("质检", Role.QUALITY_INSPECTOR)

    recall = recall_lot(lot_id=lot.id, reason="检出农残超标", by=inspector, at=noon)

    with django_assert_num_queries(1):
        assert list(parcels_of_lot(lot.id, by=hall.keeper)) == [sent]
    cases = list(cases_of_thread(recall.id).order_by("severity"))
    assert [(case.kind, case.severity, case.party_id) for case in cases] == [
        (RECALL.kind, "lot", None),
        (RECALL.kind, "parcel", hall.buyer.account_id),
    ]
    assert sum(Hold.objects.values_list("quantity", flat=True)) == 3
    assert waiting.allocations.get(released_at=None).lines.get().shelf.lot.code == "good"
    assert open_recall_cases(recall_id=recall.id, by=inspector, at=noon) == 0


def test_open_orders_keep_what_is_not_of_the_lot_and_get_other_lots_or_wait(noon):
    """On a walk, in a tote, in a closed parcel: each keeps its place in the work as far as it can."""
    hall, inspector = Dispatch(noon), somebody("质检", Role.QUALITY_INSPECTOR)
    bad, good = ("bad", date(2027, 1, 1)), ("good", date(2027, 6, 1))
    hall.stock(hall.near, 8, which=1)
    hall.stock(hall.near, 4, lot=bad)
    parts = {name: hall.allocate(hall.order(1, 2))[0] for name in ("waits", "walk", "tote", "closed")}
    start = {"warehouse_id": hall.near.id, "by": hall.keeper, "at": noon}
    walk = start_picking(allocation_ids=[parts["walk"].id], **start)
    tote = start_picking(allocation_ids=[parts["tote"].id], **start)
    wanted = {sku: pieces for sku, pieces in parts["tote"].lines.values_list("sku_id", "quantity")}
    confirm_pick(pick_list_id=tote.id, picked=wanted, by=hall.keeper, at=noon)
    parcel = hall.packed(parts["closed"])
    hall.stock(hall.near, 3, lot=good)

    recall = recall_lot(lot_id=Lot.objects.get(code="bad").id, reason="异味", by=inspector, at=noon)

    now = {name: part.order.allocations.filter(released_at=None).first() for name, part in parts.items()}
    lots = [part.lines.filter(shelf__lot__code="good").count() for part in now.values()]
    assert sorted(lots) == [0, 1, 1, 1]
    assert {name: part.state for name, part in now.items()} == {
        "waits": "allocated", "walk": "picking", "tote": "allocated" if lots[2] else "picked",
        "closed": "allocated",
    }  # fmt: skip
    assert now["walk"].pick_list_id == walk.id
    (short,) = Shortage.objects.filter(settled_at=None)
    assert (short.pieces, short.why) == (1, "recalled")
    assert not AllocationLine.objects.filter(shelf__lot__code="bad", allocation__released_at=None).exists()
    assert sum(Hold.objects.values_list("quantity", flat=True)) == 4
    assert parcel.id in cases_of_thread(recall.id).values_list("subject_id", flat=True)
    assert list(verify(noon)) == []
