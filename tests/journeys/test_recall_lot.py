"""A lot that is called back: its parcels are found, its customers told of, and nobody gets more of it."""

from datetime import date

import pytest

from tests.domain.delivery.dispatch import Dispatch
from tests.people import somebody
from zhanggui.domain.delivery.models import Allocation
from zhanggui.domain.delivery.queries import parcels_of_lot
from zhanggui.domain.inventory.models import Hold, Lot
from zhanggui.domain.inventory.policies import RECALL
from zhanggui.identity.roles import Role
from zhanggui.journeys.recall_lot import open_recall_cases, recall_lot
from zhanggui.mechanisms.cases.queries import cases_of_thread

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
    assert Hold.objects.get().quantity == 3
    assert not Allocation.objects.filter(order=waiting, released_at=None).exists()
    hall.allocate(waiting)
    assert waiting.allocations.get(released_at=None).lines.get().shelf.lot.code == "good"
    assert open_recall_cases(recall_id=recall.id, by=inspector, at=noon) == 0
