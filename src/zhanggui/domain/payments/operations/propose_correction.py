"""Proposing how a difference is settled. Nothing is booked before somebody else agrees."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments import settling
from zhanggui.domain.payments.capabilities import SETTLE_DIFFERENCES
from zhanggui.domain.payments.facts import CorrectionProposed
from zhanggui.domain.payments.models import Correction, Difference, Payment
from zhanggui.domain.payments.queries import payment_numbered
from zhanggui.domain.payments.refusals import AlreadyProposed, NotARemedy, ReasonMissing
from zhanggui.domain.payments.rules import change
from zhanggui.domain.payments.states import DIFFERENCE, PaymentState, Remedy
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals, trail
from zhanggui.schema.violations import refuse_as

refuse_as("payments_one_standing_correction", AlreadyProposed)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionWish:
    """How, and what was found out.

    ``payment`` is the number of the payment that money without one was for.
    """

    remedy: Remedy
    reason: str
    payment: str = ""


@transaction.atomic
def propose_correction(*, difference_id: UUID, wish: CorrectionWish, by: Actor, at: datetime) -> Correction:
    """Submit a way to settle a difference. Raises ``NotARemedy`` where it does not fit what happened."""
    by.require(SETTLE_DIFFERENCES)
    difference = Difference.objects.locked().select_related("bill").filter(pk=difference_id).first()
    if difference is None:
        raise NotFound
    if not wish.reason.strip():
        raise ReasonMissing
    payment = _payment(difference, wish)
    difference.state = DIFFERENCE.after(difference.state, "propose")
    difference.save(update_fields=["state"])
    correction = Correction(
        difference=difference,
        remedy=wish.remedy,
        payment=payment,
        change_fen=change(settling.told(difference)),
        reason=wish.reason.strip()[:400],
        proposed_by_id=by.account_id,
        proposed_at=at,
    )
    correction.digest = approvals.digest_of(settling.content(correction))
    correction.save(force_insert=True)
    policy = approvals.policy_of("payments.correction")
    approvals.submit(policy, correction, by=by, at=at, note=correction.reason)
    fact = CorrectionProposed(
        number=str(difference), remedy=correction.remedy, change_fen=correction.change_fen
    )
    trail.record(fact, on=correction, by=by, at=at, reason=correction.reason, thread=difference)
    return correction


def _payment(difference: Difference, wish: CorrectionWish) -> Payment | None:
    """The payment that is to be taken in: the one the line names, or the one that was found out."""
    if wish.remedy not in settling.possible(difference, named=bool(wish.payment)):
        raise NotARemedy(why=wish.remedy)
    if wish.remedy != Remedy.TAKE_PAYMENT:
        return difference.payment
    payment = payment_numbered(wish.payment.strip()) if wish.payment else difference.payment
    if payment is None or payment.method != difference.bill.method:
        raise NotARemedy(why=wish.payment)
    if payment.state == PaymentState.PAID or payment.amount_fen != difference.theirs_fen:
        raise NotARemedy(why=payment.number)
    return payment
