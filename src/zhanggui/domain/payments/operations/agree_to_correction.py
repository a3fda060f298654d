"""Carrying out a correction to which somebody else has agreed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments import accounts
from zhanggui.domain.payments.capabilities import AGREE_TO_CORRECTIONS
from zhanggui.domain.payments.facts import CorrectionAgreed
from zhanggui.domain.payments.models import Correction
from zhanggui.domain.payments.operations.finish_refund import finish_refund
from zhanggui.domain.payments.operations.settle_difference import settle_difference
from zhanggui.domain.payments.refusals import NotApproved
from zhanggui.domain.payments.states import Remedy
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals, ledger, trail


@transaction.atomic
def agree_to_correction(*, correction_id: UUID, by: Actor, at: datetime) -> Correction:
    """Book what was proposed; the approval calls this. A payment is taken in by the journey that is told.

    The house acts: whoever agrees to an entry need not be allowed to write one.
    """
    by.require(AGREE_TO_CORRECTIONS)
    found = Correction.objects.locked().select_related("difference__bill", "difference__refund")
    correction = found.filter(pk=correction_id).first()
    if correction is None:
        raise NotFound
    if not approvals.is_approved(correction.pk, correction.digest):
        raise NotApproved
    if correction.booked_at is not None:
        return correction
    correction.booked_at = at
    correction.save(update_fields=["booked_at"])
    if correction.remedy != Remedy.TAKE_PAYMENT:
        _book(correction, at)
        settle_difference(difference_id=correction.difference_id, finding=correction.reason, by=SYSTEM, at=at)
    fact = CorrectionAgreed(
        number=str(correction.difference), remedy=correction.remedy, change_fen=correction.change_fen
    )
    trail.record(fact, on=correction, by=by, at=at, thread=correction.difference)
    return correction


def _book(correction: Correction, at: datetime) -> None:
    difference, fen = correction.difference, correction.change_fen
    if correction.remedy == Remedy.FINISH_REFUND and difference.refund_id is not None:
        finish_refund(refund_id=difference.refund_id, answer=difference.bill.number, by=SYSTEM, at=at)
        return
    held = accounts.clearing(difference.bill.method)
    debit, credit = (held, accounts.UNCLEAR) if fen > 0 else (accounts.UNCLEAR, held)
    entry = ledger.Entry(
        kind="payments.corrected",
        key=f"correction:{correction.pk}",
        at=at,
        subject=ledger.Subject.of(correction),
        transfers=[ledger.Transfer(debit=debit, credit=credit, amount=abs(fen))],
    )
    ledger.post(entry, by=SYSTEM)
