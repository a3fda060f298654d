"""A carrier stands by a line we disputed, and says why."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight.capabilities import ANSWER
from zhanggui.domain.freight.facts import DisputeUpheld
from zhanggui.domain.freight.models import BillLine
from zhanggui.domain.freight.reach import held_bill
from zhanggui.domain.freight.refusals import ReasonMissing
from zhanggui.domain.freight.states import LineState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def uphold_line(*, bill_id: UUID, position: int, words: str, by: Actor, at: datetime) -> BillLine:
    """Answer a dispute. The house then accepts the line by approval, or the dispute stands."""
    by.require(ANSWER)
    bill = held_bill(bill_id, by=by)
    line = BillLine.objects.locked().filter(bill=bill, position=position).first()
    if line is None:
        raise NotFound
    if line.state != LineState.DISPUTED:
        raise WrongState(state=line.state, verb="uphold")
    if not words.strip():
        raise ReasonMissing
    line.reply, line.replied_at = words.strip()[:400], at
    line.save(update_fields=["reply", "replied_at"])
    fact = DisputeUpheld(number=bill.number, position=position)
    trail.record(fact, on=line, by=by, at=at, reason=words, thread=bill)
    return line
