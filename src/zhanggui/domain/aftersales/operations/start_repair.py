"""Somebody begins to mend what came back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import REPAIR
from zhanggui.domain.aftersales.facts import RepairStarted
from zhanggui.domain.aftersales.models import Repair
from zhanggui.domain.aftersales.reading import held_return
from zhanggui.domain.aftersales.refusals import OtherRemedy
from zhanggui.domain.aftersales.states import RETURN, Fault, Remedy
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def start_repair(*, return_id: UUID, fault: Fault, by: Actor, at: datetime) -> Repair:
    """Begin a repair: what does not work is named, so that repairs of one fault can be counted (CP-09)."""
    by.require(REPAIR)
    goods_return = held_return(return_id, by=by)
    if goods_return.remedy != Remedy.REPAIR:
        raise OtherRemedy(number=goods_return.number)
    goods_return.state = RETURN.after(goods_return.state, "start_repair")
    goods_return.save(update_fields=["state"])
    repair = Repair.objects.create(
        goods_return=goods_return, fault=fault, started_by_id=by.account_id, started_at=at
    )

    fact = RepairStarted(number=goods_return.number, fault=fault)
    thread = trail.Subject("sales.order", goods_return.order_id)
    trail.record(fact, on=goods_return, by=by, at=at, thread=thread)
    return repair
