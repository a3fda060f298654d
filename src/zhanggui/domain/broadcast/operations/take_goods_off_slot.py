"""Taking goods off a slot that is still being planned."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import GoodsTakenOffSlot
from zhanggui.domain.broadcast.gate import ask
from zhanggui.domain.broadcast.holding import held_goods
from zhanggui.domain.broadcast.states import SLOT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def take_goods_off_slot(*, slot_goods_id: UUID, by: Actor, at: datetime) -> None:
    """Plan without this article. Its item number is free again. Raises ``WrongState`` after planning."""
    by.require(PLAN_SLOTS)
    slot, goods = held_goods(slot_goods_id)
    SLOT.after(slot.state, "change")

    fact = GoodsTakenOffSlot(number=slot.number, item_number=goods.item_number)
    trail.record(fact, on=goods, by=by, at=at, thread=slot)
    goods.delete()
    ask(slot, at=at)
