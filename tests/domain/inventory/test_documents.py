"""Goods documents: what they set aside, when goods move, who agrees, and what a closed month refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.transaction import atomic

from tests.domain.inventory.stockroom import Stockroom
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.inventory import accounts, refusals
from zhanggui.domain.inventory.controls import goods_accounts_agree, shelves_agree
from zhanggui.domain.inventory.models import CloseLine, Lot, ShelfLot, StockDocument
from zhanggui.domain.inventory.operations import (
    add_location,
    arrive_document,
    cancel_document,
    close_month,
    dispatch_document,
    prepare_document,
    set_home,
)
from zhanggui.domain.inventory.operations.prepare_document import DocumentWish, LineWish
from zhanggui.domain.inventory.policies import DOCUMENT
from zhanggui.domain.inventory.rules import Defect
from zhanggui.domain.inventory.states import DocumentKind
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms import approvals, ledger
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.mechanisms.controls import Status
from zhanggui.mechanisms.ledger.verifying import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(noon) -> Stockroom:
    found = Stockroom(noon)
    found.stock(10)
    return found


def prepare(room: Stockroom, kind: DocumentKind, pieces: int = 4, **change: Any) -> StockDocument:
    shelf = ShelfLot.objects.get(warehouse=room.warehouse)
    line = LineWish(room.sku.id, pieces, shelf.id, change.pop("to_id", None))
    usual: dict[str, Any] = {
        "kind": kind,
        "warehouse_id": room.warehouse.id,
        "lines": [line],
        "reason": "调整",
    }
    wish = DocumentWish(**(usual | {"reason": "调整"} | change))
    return prepare_document(wish=wish, by=room.keeper, at=room.at)


def judge(document: StockDocument, verdict: Verdict, at: Any) -> None:
    review = approvals.review_of(document.id)
    assert review is not None
    note = "" if verdict == Verdict.APPROVE else "数量不对"
    judgement = Judgement(step="review", verdict=verdict, answers=DOCUMENT.all_ok("review"), note=note)
    approvals.decide(
        review_id=review.id, judgement=judgement, by=somebody("物流", Role.LOGISTICS_MANAGER), at=at
    )


def on_hand(warehouse: Any, sku: Any) -> ledger.Balance:
    return ledger.balance(accounts.on_hand(warehouse.id, sku.id))


def test_a_transfer_sets_aside_travels_and_arrives_with_its_lot(room):
    there = room.opened("河北省")
    document = prepare(room, DocumentKind.TRANSFER, destination_id=there.id)
    assert (on_hand(room.warehouse, room.sku).available, on_hand(there, room.sku).amount) == (6, 0)

    dispatch_document(document_id=document.id, by=room.keeper, at=room.at)
    assert ledger.balance(accounts.moving(document.id, room.sku.id)).amount == 4
    assert goods_accounts_agree(room.at).status is Status.KEPT

    arrive_document(document_id=document.id, arrived={}, by=room.keeper, at=room.at)
    assert on_hand(there, room.sku).amount == 4
    assert ShelfLot.objects.get(warehouse=there).lot == Lot.objects.get(code="L1")
    assert shelves_agree(room.at).status is Status.KEPT
    assert list(verify(room.at)) == []


def test_what_misses_when_a_transfer_arrives_is_a_difference_and_is_not_sold(room):
    there = room.opened("河北省")
    document = prepare(room, DocumentKind.TRANSFER, destination_id=there.id)
    dispatch_document(document_id=document.id, by=room.keeper, at=room.at)
    line = document.lines.get()

    with nothing_changes(), pytest.raises(refusals.MoreArrived), atomic():
        arrive_document(document_id=document.id, arrived={line.id: 5}, by=room.keeper, at=room.at)
    arrive_document(document_id=document.id, arrived={line.id: 3}, by=room.keeper, at=room.at)

    assert room.books()["sellable"] == 9
    assert ledger.balance(accounts.count_difference(room.sku.id)).amount == 1
    assert goods_accounts_agree(room.at).status is Status.KEPT


@pytest.mark.parametrize(
    ("kind", "gone_to"),
    [
        pytest.param(DocumentKind.SCRAP, "scrapped", id="scrap"),
        pytest.param(DocumentKind.SUPPLIER_RETURN, "supplied", id="back to the supplier"),
    ],
)
def test_goods_leave_the_house_only_when_somebody_else_agreed(room, kind, gone_to):
    supplier = room.supplier.id if kind == DocumentKind.SUPPLIER_RETURN else None
    document = prepare(room, kind, supplier_id=supplier)
    with nothing_changes(), pytest.raises(WrongState), atomic():
        dispatch_document(document_id=document.id, by=room.keeper, at=room.at)

    judge(document, Verdict.APPROVE, room.at)
    dispatch_document(document_id=document.id, by=room.keeper, at=room.at)

    assert room.books()["sellable"] == 6
    gone = {
        "scrapped": accounts.scrapped(room.sku.id),
        "supplied": accounts.supplied(room.supplier.id, room.sku.id),
    }[gone_to]
    assert ledger.balance(gone).amount == (4 if gone_to == "scrapped" else 6)
    assert goods_accounts_agree(room.at).status is Status.KEPT


def test_a_document_that_is_rejected_gives_its_goods_back(room):
    document = prepare(room, DocumentKind.SCRAP)
    judge(document, Verdict.REJECT, room.at)

    document.refresh_from_db()
    assert document.state == "cancelled"
    assert room.books() == {"on_hand": 10, "sellable": 10, "accepted": 10}
    assert on_hand(room.warehouse, room.sku).available == 10


def test_rejected_pieces_go_back_to_their_supplier_without_touching_the_sale(room):
    line = room.line(quantity=3, lot="L2")
    room.inspect(line, passed=1, rejected=2, defects=(Defect("broken", 2),))
    wish = DocumentWish(
        kind=DocumentKind.SUPPLIER_RETURN,
        warehouse_id=room.warehouse.id,
        supplier_id=room.supplier.id,
        lines=[LineWish(room.sku.id, 2)],
        reason="不合格",
    )
    document = prepare_document(wish=wish, by=room.keeper, at=room.at)
    judge(document, Verdict.APPROVE, room.at)
    dispatch_document(document_id=document.id, by=room.keeper, at=room.at)

    assert room.books() == {"on_hand": 11, "sellable": 11, "accepted": 11}


def test_a_move_takes_a_lot_to_another_location_under_the_same_roof(room):
    there = add_location(warehouse_id=room.warehouse.id, code="a-01", walk=10, by=room.keeper, at=room.at)
    set_home(sku_id=room.sku.id, location_id=there.id, by=room.keeper, at=room.at)
    document = prepare(room, DocumentKind.MOVE, 10, to_id=there.id)
    dispatch_document(document_id=document.id, by=room.keeper, at=room.at)

    moved = ShelfLot.objects.get(location=there)
    assert ledger.balance(accounts.shelf(moved.shelf)).amount == 10
    assert on_hand(room.warehouse, room.sku).available == 10
    assert shelves_agree(room.at).status is Status.KEPT


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param({"reason": " "}, refusals.ReasonMissing, id="without a reason"),
        pytest.param({"lines": []}, refusals.DocumentEmpty, id="without lines"),
        pytest.param({"pieces": 11}, ledger.Insufficient, id="more than lie there"),
        pytest.param({"kind": DocumentKind.MOVE}, refusals.WrongPlace, id="a move to nowhere"),
    ],
)
def test_a_document_that_cannot_be_is_refused(room, change, refusal):
    wanted = {"kind": DocumentKind.SCRAP} | change
    kind = wanted.pop("kind")
    with nothing_changes(), pytest.raises(refusal), atomic():
        prepare(room, kind, **wanted)


def test_only_the_warehouse_prepares_documents(room, noon):
    shelf = ShelfLot.objects.get()
    wish = DocumentWish(
        kind=DocumentKind.SCRAP,
        warehouse_id=room.warehouse.id,
        lines=[LineWish(room.sku.id, 1, shelf.id)],
        reason="破损",
    )
    with nothing_changes(), pytest.raises(NotAllowed), atomic():
        prepare_document(wish=wish, by=room.inspector, at=noon)


def test_a_cancelled_transfer_gives_its_goods_back_and_one_that_left_cannot_be_cancelled(room):
    there = room.opened("河北省")
    first = prepare(room, DocumentKind.TRANSFER, destination_id=there.id)
    cancel_document(document_id=first.id, reason="改期", by=room.keeper, at=room.at)
    assert on_hand(room.warehouse, room.sku).available == 10

    second = prepare(room, DocumentKind.TRANSFER, destination_id=there.id)
    dispatch_document(document_id=second.id, by=room.keeper, at=room.at)
    with nothing_changes(), pytest.raises(WrongState), atomic():
        cancel_document(document_id=second.id, reason="改期", by=room.keeper, at=room.at)


def test_a_closed_month_is_valued_by_moving_average_and_takes_no_more_documents(noon):
    room = Stockroom(noon)
    finance = somebody("财务", Role.FINANCE)
    for cost, pieces in ((100, 10), (200, 10)):
        line = room.receive(room.delivered(pieces, unit_cost_fen=cost)).lines.get()
        room.inspect(line, passed=pieces)
    document = prepare(room, DocumentKind.SCRAP, 4)
    judge(document, Verdict.APPROVE, room.at)
    dispatch_document(document_id=document.id, by=room.keeper, at=room.at)
    later = noon.replace(month=12, day=2)

    with nothing_changes(), pytest.raises(refusals.MonthNotOver), atomic():
        close_month(month=date(2026, 11, 1), by=finance, at=noon)
    close_month(month=date(2026, 11, 1), by=finance, at=later)

    line = CloseLine.objects.get()
    assert (line.came, line.came_fen, line.went, line.went_fen) == (20, 3000, 4, 600)
    assert (line.closing, line.closing_fen) == (16, 2400)
    with nothing_changes(), pytest.raises(refusals.PeriodClosed), atomic():
        room.receive(room.delivered(1))

    room.at = later
    room.stock(1)
    close_month(month=date(2026, 12, 1), by=finance, at=later + timedelta(days=31))
    following = CloseLine.objects.get(close__month=date(2026, 12, 1))
    assert (following.opening, following.opening_fen, following.closing) == (16, 2400, 17)
