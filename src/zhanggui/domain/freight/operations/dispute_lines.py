"""Telling a carrier that lines of its bill are wrong."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight.capabilities import TAKE_BILLS
from zhanggui.domain.freight.facts import LinesDisputed
from zhanggui.domain.freight.models import Accrual, Bill, BillLine
from zhanggui.domain.freight.reach import held_bill
from zhanggui.domain.freight.refusals import NothingToAccept, ReasonMissing
from zhanggui.domain.freight.states import LINE, AccrualState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def dispute_lines(*, bill_id: UUID, positions: Sequence[int], reason: str, by: Actor, at: datetime) -> Bill:
    """Dispute lines with the reason the carrier reads. They are not paid until it is settled."""
    by.require(TAKE_BILLS)
    bill = held_bill(bill_id, by=by)
    if not reason.strip():
        raise ReasonMissing
    lines = list(BillLine.objects.locked().filter(bill=bill, position__in=positions).order_by("position"))
    if not lines or len(lines) != len(set(positions)):
        raise NothingToAccept
    for line in lines:
        line.state = LINE.after(line.state, "dispute")
        line.reason, line.disputed_at = reason.strip()[:400], at
        line.save(update_fields=["state", "reason", "disputed_at"])
    about = Accrual.objects.filter(pk__in=[line.accrual_id for line in lines if line.ours_fen])
    about.filter(state=AccrualState.OPEN).update(state=AccrualState.DISPUTED)
    fact = LinesDisputed(
        number=bill.number, lines=len(lines), difference_fen=sum(line.difference_fen for line in lines)
    )
    trail.record(fact, on=bill, by=by, at=at, reason=reason, thread=bill.carrier)
    return bill
