"""Something is lent to a customer whose own is being repaired."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import REPAIR
from zhanggui.domain.aftersales.facts import Lent
from zhanggui.domain.aftersales.models import Repair
from zhanggui.domain.aftersales.reading import held_repair, held_return
from zhanggui.domain.aftersales.refusals import NothingLent
from zhanggui.domain.aftersales.states import ReturnState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms import trail


@transaction.atomic
def lend(*, return_id: UUID, what: str, by: Actor, at: datetime) -> Repair:
    """Lend something for the time of the repair. Raises ``NothingLent`` where something already is."""
    by.require(REPAIR)
    goods_return = held_return(return_id, by=by)
    if goods_return.state != ReturnState.REPAIRING:
        raise WrongState(state=goods_return.state, verb="lend")
    repair = held_repair(goods_return)
    if repair.lent_at is not None:
        raise NothingLent(number=goods_return.number)
    if not what.strip():
        raise Malformed(field="loan", problem="-")
    repair.loan, repair.lent_at = what.strip()[:120], at
    repair.save()

    fact = Lent(number=goods_return.number, what=repair.loan)
    thread = trail.Subject("sales.order", goods_return.order_id)
    trail.record(fact, on=goods_return, by=by, at=at, thread=thread)
    return repair
