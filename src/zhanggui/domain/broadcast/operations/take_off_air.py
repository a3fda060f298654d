"""Taking one article off air, at once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast import waiting
from zhanggui.domain.broadcast.capabilities import TAKE_OFF_AIR
from zhanggui.domain.broadcast.facts import TakenOffAir
from zhanggui.domain.broadcast.gate import SET_ASIDE
from zhanggui.domain.broadcast.holding import give_back_all, held_goods
from zhanggui.domain.broadcast.models import SlotGoods
from zhanggui.domain.broadcast.refusals import OffAirAlready
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.mechanisms import trail


@transaction.atomic
def take_off_air(*, slot_goods_id: UUID, reason: str, by: Actor, at: datetime) -> SlotGoods:
    """Nobody can order this article from its slot any more; what is left of its quota goes back to sale."""
    by.require(TAKE_OFF_AIR)
    slot, goods = held_goods(slot_goods_id)
    if slot.state not in SET_ASIDE:
        raise WrongState(state=slot.state, verb="take_off_air")
    if goods.off_air_at is not None:
        raise OffAirAlready(number=goods.item_number)

    goods.off_air_by_id, goods.off_air_at, goods.off_air_reason = by.account_id, at, reason[:200]
    goods.number_released_at = at
    goods.save(update_fields=["off_air_by", "off_air_at", "off_air_reason", "number_released_at"])
    waiting.close_all([goods.id], at=at)
    returned = give_back_all([goods], "slot:off_air", by=by, at=at)

    fact = TakenOffAir(number=slot.number, item_number=goods.item_number, returned=returned)
    trail.record(fact, on=goods, by=by, at=at, reason=reason, thread=slot)
    return goods
