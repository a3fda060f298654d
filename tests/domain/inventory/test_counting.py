"""A count is compared with the books; a difference is booked only after somebody else agreed."""

from datetime import datetime

import pytest
from django.db.transaction import atomic

from tests.domain.inventory.stockroom import Stockroom
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.inventory import accounts, refusals
from zhanggui.domain.inventory.operations.count_stock import count_stock
from zhanggui.domain.inventory.operations.post_correction import post_correction
from zhanggui.domain.inventory.operations.propose_correction import propose_correction
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals, ledger
from zhanggui.mechanisms.approvals import Answer, Judgement, Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(noon: datetime) -> Stockroom:
    """Ten pieces on hand."""
    room = Stockroom(noon)
    room.stock(10)
    return room


@pytest.fixture
def propose(room, noon):
    def proposing(counted):
        count = count_stock(
            warehouse_id=room.warehouse.id, counted={room.sku.id: counted}, by=room.keeper, at=noon
        )
        return propose_correction(count_id=count.id, reason="盘点差异", by=room.keeper, at=noon)

    return proposing


@pytest.fixture
def judge(room, noon):
    def judging(correction, verdict=Verdict.APPROVE, by=None):
        review = approvals.review_of(correction.id)
        judgement = Judgement(
            step="review",
            verdict=verdict,
            answers={"recounted": Answer(True), "cause": Answer(True, "破损")},
            note="看过了",
        )
        approvals.decide(review_id=review.id, judgement=judgement, by=by or room.manager, at=noon)

    return judging


@pytest.mark.parametrize(
    ("counted", "books"),
    [
        pytest.param(8, {"on_hand": 8, "sellable": 8, "accepted": 8}, id="two are missing"),
        pytest.param(13, {"on_hand": 13, "sellable": 13, "accepted": 13}, id="three too many"),
    ],
)
def test_an_approved_difference_is_booked(room, propose, judge, counted, books):
    correction = propose(counted)
    assert room.books()["on_hand"] == 10

    judge(correction)

    assert room.books() == books
    assert ledger.balance(accounts.count_difference(room.sku.id)).amount == 10 - counted


def test_a_correction_is_booked_once(room, propose, judge, noon):
    correction = propose(8)
    judge(correction)

    with nothing_changes():
        post_correction(correction_id=correction.id, by=room.manager, at=noon)


def test_nobody_books_what_was_not_approved(room, propose, noon):
    correction = propose(8)

    with nothing_changes(), pytest.raises(refusals.NotApproved), atomic():
        post_correction(correction_id=correction.id, by=room.manager, at=noon)


def test_a_rejected_correction_may_be_proposed_again(room, propose, judge, noon):
    correction = propose(8)
    judge(correction, Verdict.REJECT)
    assert room.books()["on_hand"] == 10

    again = propose_correction(count_id=correction.count_id, reason="复盘后仍差两件", by=room.keeper, at=noon)
    judge(again)
    assert room.books()["on_hand"] == 8


def test_pieces_already_sold_cannot_be_written_off(room, propose, judge, noon):
    sold = ledger.Entry(
        kind="test.sold",
        key=f"sold/{new_id()}",
        at=noon,
        subject=ledger.Subject("test", new_id()),
        transfers=[ledger.Transfer(accounts.sold(room.sku.id), accounts.sellable(room.sku.id), 9)],
    )
    ledger.post(sold, by=room.keeper)
    correction = propose(8)

    with nothing_changes(), pytest.raises(ledger.Insufficient), atomic():
        judge(correction)


COUNTS = [
    pytest.param({}, refusals.NothingCounted, id="nothing"),
    pytest.param({"own": -1}, refusals.NothingCounted, id="a number below zero"),
    pytest.param({"unknown": 1}, NotFound, id="an unknown article"),
]


@pytest.mark.parametrize(("counted", "refusal"), COUNTS)
def test_a_refused_count_leaves_no_trace(room, noon, counted, refusal):
    skus = {"own": room.sku.id, "unknown": new_id()}
    with nothing_changes(), pytest.raises(refusal), atomic():
        count_stock(
            warehouse_id=room.warehouse.id,
            counted={skus[which]: number for which, number in counted.items()},
            by=room.keeper,
            at=noon,
        )


@pytest.mark.parametrize(
    ("counted", "reason", "refusal"),
    [
        pytest.param(10, "盘点", refusals.NoDifference, id="nothing differs"),
        pytest.param(8, " ", refusals.ReasonMissing, id="no reason given"),
    ],
)
def test_a_refused_proposal_leaves_no_trace(room, noon, counted, reason, refusal):
    count = count_stock(
        warehouse_id=room.warehouse.id, counted={room.sku.id: counted}, by=room.keeper, at=noon
    )
    with nothing_changes(), pytest.raises(refusal), atomic():
        propose_correction(count_id=count.id, reason=reason, by=room.keeper, at=noon)


def test_for_one_count_one_correction_stands(propose, room, noon):
    correction = propose(8)
    other = somebody("库管小李", Role.WAREHOUSE_KEEPER)

    with nothing_changes(), pytest.raises(refusals.AlreadyCorrected), atomic():
        propose_correction(count_id=correction.count_id, reason="再来一次", by=other, at=noon)
