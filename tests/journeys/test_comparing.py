"""Every list of our money is compared line by line; each difference is a case that two people settle.

Whatever happened, the test ends with the ledger saying what the list says.
"""

from datetime import timedelta

import pytest

from tests.journeys.lists import compared, decide, held, row, settle
from tests.vocabulary import nothing_changes
from zhanggui.domain.payments import accounts, controls
from zhanggui.domain.payments.models import Bill, BillLine, Correction, Difference, Payment, Refund
from zhanggui.domain.payments.operations import (
    CorrectionWish,
    PaymentWish,
    RefundWish,
    finish_refund,
    open_payment,
    propose_correction,
    request_refund,
)
from zhanggui.domain.payments.refusals import AlreadyProposed, NotARemedy, ReasonMissing
from zhanggui.domain.payments.rules import BillRow
from zhanggui.domain.payments.states import DIFFERENCE, Remedy
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.journeys.take_in_lists import take_what_was_agreed
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.approvals import Verdict
from zhanggui.mechanisms.approvals.refusals import AuthorCannotApprove
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db
LATER, NEXT_DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def payment(placed, customer, noon):
    """A payment of the order by Alipay, not made yet."""
    return open_payment(order_id=placed.id, wish=PaymentWish(method="alipay"), by=customer, at=noon)


@pytest.fixture
def paid(payment, noon):
    receive_payment(payment_id=payment.id, gateway_trade="T1", by=SYSTEM, at=noon)
    payment.refresh_from_db()
    return payment


def test_what_agrees_is_matched_and_its_fee_is_booked(paid, noon):
    bill = compared([row(paid, fee=120)], noon)
    assert (bill.rows, bill.matched, bill.in_fen, bill.fee_fen) == (1, 1, paid.amount_fen, 120)
    assert not Difference.objects.exists()
    assert held() == paid.amount_fen - 120
    again = compared([row(paid, fee=120)], noon)
    assert (again.pk, again.rows, again.known_before, held()) == (bill.pk, 1, 1, paid.amount_fen - 120)


@pytest.mark.parametrize(
    ("told", "kind", "theirs"),
    [
        pytest.param([], "ours_only", None, id="they do not know it"),
        pytest.param([-1], "amount_differs", -1, id="a fen less"),
        pytest.param([5], "amount_differs", 5, id="five fen more"),
    ],
)
def test_each_difference_is_a_case_that_two_people_settle(told, kind, theirs, paid, clerk, head, noon):
    rows = [row(paid, paid.amount_fen + change) for change in told]
    bill = compared(rows, noon)
    (difference,) = Difference.objects.all()
    case = Case.objects.get(pk=difference.case_id)
    assert (difference.kind, difference.ours_fen) == (kind, paid.amount_fen)
    assert difference.theirs_fen == (None if theirs is None else paid.amount_fen + theirs)
    assert (case.kind, case.number, case.resolve_by > noon) == (
        "payments.difference", difference.case_number, True,
    )  # fmt: skip
    assert bill.matched == 0

    wish = CorrectionWish(remedy=Remedy.TO_UNCLEAR, reason="已与支付宝客服核实")
    with nothing_changes(), pytest.raises(NotARemedy):
        propose_correction(
            difference_id=difference.pk,
            wish=CorrectionWish(remedy=Remedy.FINISH_REFUND, reason="x"),
            by=clerk,
            at=noon,
        )
    with nothing_changes(), pytest.raises(ReasonMissing):
        propose_correction(
            difference_id=difference.pk,
            wish=CorrectionWish(remedy=Remedy.TO_UNCLEAR, reason=" "),
            by=clerk,
            at=noon,
        )
    correction = propose_correction(difference_id=difference.pk, wish=wish, by=clerk, at=noon)
    with pytest.raises((AlreadyProposed, WrongState)):
        propose_correction(difference_id=difference.pk, wish=wish, by=head, at=noon)
    with nothing_changes(), pytest.raises(AuthorCannotApprove):
        decide(correction, clerk, noon + LATER)
    decide(correction, head, noon + LATER)

    difference.refresh_from_db()
    case.refresh_from_db()
    assert (difference.state, case.state, case.finding) == ("settled", "closed", "已与支付宝客服核实")
    assert held() == sum(one.amount_fen for one in rows)
    assert ledger.balance(accounts.UNCLEAR).amount == (theirs if theirs is not None else -paid.amount_fen)
    compared(rows, noon)
    assert Difference.objects.count() == 1, "what was settled is not found again"


def test_a_proposal_that_is_not_agreed_to_leaves_the_difference_open(paid, clerk, head, noon):
    compared([], noon)
    difference = Difference.objects.get()
    wish = CorrectionWish(remedy=Remedy.TO_UNCLEAR, reason="猜测")
    correction = propose_correction(difference_id=difference.pk, wish=wish, by=clerk, at=noon)
    decide(correction, head, noon, Verdict.REJECT)
    difference.refresh_from_db()
    assert (difference.state, held()) == ("open", paid.amount_fen)
    settle(difference, Remedy.TO_UNCLEAR, clerk, head, noon)
    assert (Correction.objects.count(), held()) == (2, 0)


def test_money_that_came_without_our_hearing_is_taken_in_and_used(payment, placed, clerk, head, noon):
    compared([row(payment)], noon)
    difference = Difference.objects.get()
    assert (difference.kind, difference.payment_id) == ("theirs_only", payment.pk)
    correction = settle(difference, Remedy.TAKE_PAYMENT, clerk, head, noon + NEXT_DAY)
    for _twice in range(2):
        take_what_was_agreed(correction_id=correction.pk, at=noon + NEXT_DAY)
    payment.refresh_from_db()
    difference.refresh_from_db()
    assert (payment.state, payment.order.state, difference.state) == ("paid", "confirmed", "settled")
    assert held() == payment.amount_fen


def test_money_nobody_knows_waits_on_an_account_of_its_own(db, clerk, head, noon):
    told = BillRow(number="X1", refund_number="", gateway_trade="T9", amount_fen=100, at=noon)
    compared([told], noon)
    settle(Difference.objects.get(), Remedy.TO_UNCLEAR, clerk, head, noon)
    assert (held(), ledger.balance(accounts.UNCLEAR).amount) == (100, 100)


def test_a_refund_that_went_back_unheard_is_finished(paid, clerk, head, noon):
    wish = RefundWish(amount_fen=100, reason="少发", key="r")
    refund = request_refund(payment_id=paid.pk, wish=wish, by=SYSTEM, at=noon)
    compared([row(paid), row(paid, -100, refund=refund.number, trade="T2")], noon)
    difference = Difference.objects.get()
    settle(difference, Remedy.FINISH_REFUND, clerk, head, noon)
    assert Refund.objects.get().state == "done"
    assert held() == paid.amount_fen - 100


def test_what_agrees_by_now_is_settled_by_itself(paid, noon):
    wish = RefundWish(amount_fen=100, reason="少发", key="r")
    refund = request_refund(payment_id=paid.pk, wish=wish, by=SYSTEM, at=noon)
    rows = [row(paid), row(paid, -100, refund=refund.number, trade="T2")]
    compared(rows, noon)
    assert Difference.objects.get().state == "open"
    finish_refund(refund_id=refund.pk, by=SYSTEM, at=noon + LATER)
    compared([], noon + NEXT_DAY)
    difference = Difference.objects.get()
    assert (difference.state, Case.objects.get(pk=difference.case_id).state) == ("settled", "closed")


def test_the_last_minutes_of_a_day_are_looked_for_in_the_next_bill(payment, noon):
    midnight = noon + timedelta(hours=12)
    receive_payment(payment_id=payment.id, gateway_trade="T1", by=SYSTEM, at=midnight - timedelta(minutes=2))
    compared([], noon)
    assert not Difference.objects.exists()
    compared([row(payment, at=midnight)], noon + NEXT_DAY)
    assert not Difference.objects.exists()
    Payment.objects.filter(pk=payment.pk).update(paid_at=midnight - timedelta(minutes=12))
    assert compared([], noon).matched == 0
    assert not Difference.objects.exists(), "it stands in another bill"


def test_lines_are_never_changed(paid, noon):
    from django.db import DatabaseError, transaction

    compared([row(paid)], noon)
    with pytest.raises(DatabaseError), transaction.atomic():
        BillLine.objects.update(amount_fen=1)


@pytest.mark.parametrize(
    ("state", "verb", "after"),
    [
        pytest.param(state, verb, DIFFERENCE.table.get((state, verb)), id=f"{verb} when {state}")
        for state in ("open", "proposed", "settled")
        for verb in ("propose", "find", "drop", "settle")
    ],
)
def test_the_life_of_a_difference(state, verb, after):
    assert DIFFERENCE.allows(state, verb) is (after is not None)


# controls


def test_days_compared_or_left_out(paid, clerk, head, noon):
    at = noon + 2 * NEXT_DAY
    assert controls.lists_compared(noon).status is Status.NO_DATA
    assert controls.lists_compared(at).status is Status.BROKEN
    compared([row(paid)], noon)
    assert controls.lists_compared(at).status is Status.KEPT
    compared([row(paid, 1, trade="T2")], noon)
    assert controls.lists_compared(at).status is Status.KEPT, "it waits, and has time"
    assert controls.lists_compared(at + 2 * NEXT_DAY).status is Status.AT_RISK
    late = controls.lists_compared(at + 6 * NEXT_DAY)
    assert (late.status, late.records.count) == (Status.BROKEN, 1)


def test_money_on_the_gateways_word_or_on_nobodys(paid, noon):
    at = noon + 2 * NEXT_DAY
    assert controls.on_the_gateways_word(noon).status is Status.NO_DATA
    assert controls.on_the_gateways_word(at).status is Status.BROKEN
    compared([row(paid)], noon)
    assert controls.on_the_gateways_word(at).status is Status.KEPT
    assert Bill.objects.get().matched == 1
