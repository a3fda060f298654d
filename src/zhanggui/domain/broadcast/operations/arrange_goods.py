"""Arranging the running order: which article is shown when. Also while the slot is on air."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS, RUN_SLOTS
from zhanggui.domain.broadcast.facts import GoodsArranged
from zhanggui.domain.broadcast.gate import SET_ASIDE, ask
from zhanggui.domain.broadcast.holding import held_slot
from zhanggui.domain.broadcast.models import Slot, SlotGoods
from zhanggui.domain.broadcast.states import SLOT
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms import trail


@transaction.atomic
def arrange_goods(*, slot_id: UUID, order: Sequence[UUID], by: Actor, at: datetime, reason: str = "") -> Slot:
    """Show the articles in this order: all of them, each once. Raises ``WrongState``, ``Malformed``."""
    by.require(PLAN_SLOTS)
    slot = held_slot(slot_id)
    if slot.state in SET_ASIDE:
        by.require(RUN_SLOTS)
    else:
        SLOT.after(slot.state, "change")
    goods = {one.id: one for one in SlotGoods.objects.locked().filter(slot=slot)}
    if sorted(order) != sorted(goods):
        raise Malformed(field="order", problem="each article once")

    for position, key in enumerate(order, start=1):
        goods[key].position = position
    SlotGoods.objects.bulk_update(goods.values(), ["position"])
    ask(slot, at=at)

    fact = GoodsArranged(number=slot.number, order=[goods[key].item_number for key in order])
    trail.record(fact, on=slot, by=by, at=at, reason=reason)
    return slot
