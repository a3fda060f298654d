"""Lists for tests: taken in, and settled by two people."""

from datetime import timedelta

from zhanggui.domain.payments import accounts
from zhanggui.domain.payments.operations import BillWish, CorrectionWish, compare_bill, propose_correction
from zhanggui.domain.payments.policies import CORRECTION
from zhanggui.domain.payments.rules import BillRow
from zhanggui.identity.actor import SYSTEM
from zhanggui.mechanisms import approvals, ledger
from zhanggui.mechanisms.approvals import Judgement, Verdict

NEXT_DAY = timedelta(days=1)


def row(payment, amount=None, *, refund="", fee=0, at=None, trade="T1"):
    return BillRow(
        number=getattr(payment, "number", payment), refund_number=refund, gateway_trade=trade,
        amount_fen=payment.amount_fen if amount is None else amount, fee_fen=fee, at=at or payment.opened_at,
    )  # fmt: skip


def compared(rows, at, *, by=SYSTEM, method="alipay", **more):
    wish = BillWish(method=method, day=at.date(), rows=rows, source="test", **more)
    return compare_bill(wish=wish, by=by, at=at + NEXT_DAY)


def held(method="alipay"):
    return ledger.balance(accounts.clearing(method)).amount


def settle(difference, remedy, clerk, head, at, **more):
    wish = CorrectionWish(remedy=remedy, reason="已核对双方记录", **more)
    correction = propose_correction(difference_id=difference.pk, wish=wish, by=clerk, at=at)
    decide(correction, head, at)
    return correction


def decide(correction, by, at, verdict=Verdict.APPROVE):
    review = approvals.review_of(correction.pk)
    answers = CORRECTION.all_ok("agree")
    judgement = Judgement(step="agree", verdict=verdict, answers=answers, note="不同意")
    approvals.decide(review_id=review.pk, judgement=judgement, by=by, at=at)
