"""Asking to pay differences on a bill as the carrier billed them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight import rules
from zhanggui.domain.freight.capabilities import TAKE_BILLS
from zhanggui.domain.freight.facts import AcceptanceAsked
from zhanggui.domain.freight.models import Acceptance, BillLine
from zhanggui.domain.freight.reach import held_bill
from zhanggui.domain.freight.refusals import LinesUnlike, NothingToAccept, ReasonMissing
from zhanggui.domain.freight.states import LINE, Finding
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def ask_acceptance(
    *, bill_id: UUID, positions: Sequence[int], reason: str, by: Actor, at: datetime
) -> Acceptance:
    """Submit lines of a bill for approval by somebody else. ``LinesUnlike`` for what is not ours."""
    by.require(TAKE_BILLS)
    bill = held_bill(bill_id, by=by)
    if not reason.strip():
        raise ReasonMissing
    lines = list(BillLine.objects.locked().filter(bill=bill, position__in=positions).order_by("position"))
    if not lines or len(lines) != len(set(positions)):
        raise NothingToAccept
    if any(line.finding in (Finding.NOT_OURS, Finding.BILLED_TWICE) for line in lines):
        raise LinesUnlike
    for line in lines:
        line.state = LINE.after(line.state, "ask")
        line.save(update_fields=["state"])
    acceptance = Acceptance(
        bill=bill,
        lines_asked=[line.position for line in lines],
        difference_fen=sum(line.difference_fen for line in lines),
        reason=reason.strip()[:400],
        proposed_by_id=by.account_id,
        proposed_at=at,
    )
    acceptance.digest = approvals.digest_of(rules.acceptance_content(acceptance))
    acceptance.save(force_insert=True)
    approvals.submit(approvals.policy_of("freight.acceptance"), acceptance, by=by, at=at, note=reason)
    fact = AcceptanceAsked(number=bill.number, lines=len(lines), difference_fen=acceptance.difference_fen)
    trail.record(fact, on=acceptance, by=by, at=at, reason=reason, thread=bill)
    return acceptance
