"""A repair has ended, well or not."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import REPAIR
from zhanggui.domain.aftersales.facts import RepairEnded
from zhanggui.domain.aftersales.models import Repair
from zhanggui.domain.aftersales.reading import held_return
from zhanggui.domain.aftersales.refusals import ReasonMissing
from zhanggui.domain.aftersales.states import RETURN, Outcome
from zhanggui.identity.actor import Actor
from zhanggui.kernel.deadlines import after_days
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import trail


@transaction.atomic
def end_repair(*, return_id: UUID, outcome: Outcome, work: str, by: Actor, at: datetime) -> Repair:
    """Write the repair record: what was done, and whether it works. Raises ``ReasonMissing`` without it.

    What is beyond repair is taken back instead, and its money is due from now on like that of any return.
    """
    by.require(REPAIR)
    goods_return = held_return(return_id, by=by)
    goods_return.state = RETURN.after(goods_return.state, "end_repair")
    if not work.strip():
        raise ReasonMissing
    repair = Repair.objects.locked().get(goods_return=goods_return)
    repair.outcome, repair.work, repair.ended_at = outcome, work.strip()[:400], at
    repair.save()
    if outcome == Outcome.BEYOND_REPAIR:
        goods_return.refund_by = after_days(at, norm("return.refund_days", on=at))
    goods_return.save(update_fields=["state", "refund_by"])

    fact = RepairEnded(number=goods_return.number, outcome=outcome)
    thread = trail.Subject("sales.order", goods_return.order_id)
    trail.record(fact, on=goods_return, by=by, at=at, thread=thread)
    return repair
