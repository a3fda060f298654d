"""The controls of announcements, documents, months, spot checks and recalls: green, and turning red."""

from datetime import date, timedelta

import pytest

from tests.domain.inventory.stockroom import Stockroom
from tests.domain.inventory.test_documents import prepare
from tests.domain.inventory.test_quality import announce
from tests.people import somebody
from tests.vocabulary import behind_the_back
from zhanggui.domain.inventory import controls
from zhanggui.domain.inventory.models import Lot, ShelfLot
from zhanggui.domain.inventory.operations import (
    arrive_document,
    close_month,
    dispatch_document,
    judge_spot_check,
    recall_lot,
    take_spot_check,
)
from zhanggui.domain.inventory.policies import RECALL
from zhanggui.domain.inventory.states import DocumentKind
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Opening
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def room(noon) -> Stockroom:
    found = Stockroom(noon)
    found.stock(10)
    return found


def test_announced_deliveries_that_come_and_that_do_not(room, noon):
    assert controls.deliveries_as_announced(noon).status is Status.NO_DATA
    announce(room, somebody("供应商", Role.SUPPLIER, organisation=room.supplier.organisation))

    assert controls.deliveries_as_announced(noon + DAY).status is Status.KEPT
    assert controls.deliveries_as_announced(noon + 3 * DAY).status is Status.AT_RISK


def test_transfers_that_arrive_and_that_stay_on_the_road(room, noon):
    there = room.opened("河北省")
    document = prepare(room, DocumentKind.TRANSFER, destination_id=there.id)
    dispatch_document(document_id=document.id, by=room.keeper, at=noon)
    assert controls.documents_finished(noon + 6 * DAY).status is Status.KEPT
    assert controls.documents_finished(noon + 8 * DAY).status is Status.BROKEN

    arrive_document(document_id=document.id, arrived={}, by=room.keeper, at=noon + 8 * DAY)
    assert controls.documents_finished(noon + 8 * DAY).status is Status.KEPT


def test_closed_months_that_stay_and_one_that_was_written_into(room, noon):
    later = noon.replace(month=12, day=2)
    close_month(month=date(2026, 11, 1), by=somebody("财务", Role.FINANCE), at=later)
    assert controls.closed_months_stay(later).status is Status.KEPT

    with behind_the_back() as change:
        change("UPDATE inventory_monthclose SET closed_at = %s", [noon - 300 * DAY])
    assert controls.closed_months_stay(later).status is Status.BROKEN


def test_spot_checks_that_are_made_and_judged(room, noon):
    assert controls.spot_checks_made(noon).status is Status.NO_DATA
    shelf = ShelfLot.objects.get()
    taken = [
        take_spot_check(shelf_id=shelf.id, pieces=1, reason="季度抽检", by=room.inspector, at=noon)
        for _ in range(3)
    ]
    assert controls.spot_checks_made(noon).status is Status.KEPT
    assert controls.spot_checks_made(noon + 15 * DAY).status is Status.BROKEN

    for check in taken:
        judge_spot_check(spot_check_id=check.id, passed=True, found="合格", by=room.inspector, at=noon)
    assert controls.spot_checks_made(noon + 15 * DAY).status is Status.KEPT
    assert controls.spot_checks_made(noon + 100 * DAY).status is Status.AT_RISK


def test_a_recall_without_its_case_and_with_it(room, noon):
    assert controls.recalls_followed(noon).status is Status.NO_DATA
    recall = recall_lot(lot_id=Lot.objects.get().id, reason="异味", by=room.inspector, at=noon)
    assert controls.recalls_followed(noon).status is Status.BROKEN

    subject = trail.Subject.of(recall)
    opening = Opening(title=recall.number, severity="lot", subject=subject)
    cases.open_case(RECALL, opening, by=room.inspector, at=noon)
    assert controls.recalls_followed(noon).status is Status.KEPT
