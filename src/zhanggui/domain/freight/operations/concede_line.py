"""A carrier gives way on a line we disputed."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight import settling
from zhanggui.domain.freight.capabilities import ANSWER, DRAW
from zhanggui.domain.freight.facts import DisputeConceded
from zhanggui.domain.freight.models import BillLine
from zhanggui.domain.freight.reach import held_bill
from zhanggui.domain.freight.states import LineState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import ledger, trail
from zhanggui.schema.violations import refusing


@transaction.atomic
def concede_line(*, bill_id: UUID, position: int, words: str = "", by: Actor, at: datetime) -> BillLine:
    """Settle a disputed line by our reckoning: the carrier agrees, or its time to answer is over."""
    if not by.may(ANSWER):
        by.require(DRAW)
    bill = held_bill(bill_id, by=by)
    line = BillLine.objects.locked().filter(bill=bill, position=position).first()
    if line is None:
        raise NotFound
    if line.state != LineState.DISPUTED or line.disputed_at is None:
        raise WrongState(state=line.state, verb="concede")
    wait = timedelta(days=int(norm("freight.dispute_days", on=at)))
    if not by.may(ANSWER) and (line.replied_at is not None or at < line.disputed_at + wait):
        raise NotAllowed(capability=ANSWER.code)
    if by.may(ANSWER):
        line.reply, line.replied_at = words.strip()[:400], at
    with refusing():
        transfers = settling.pay_as_reckoned(line, at=at)
    if transfers:
        entry = ledger.Entry(
            kind="freight.conceded",
            key=f"freight.conceded/{line.pk}",
            at=at,
            subject=ledger.Subject.of(line),
            transfers=transfers,
        )
        ledger.post(entry, by=by)
    fact = DisputeConceded(number=bill.number, position=position, settled_fen=line.settled_fen)
    trail.record(fact, on=line, by=by, at=at, reason=words, thread=bill)
    return line
