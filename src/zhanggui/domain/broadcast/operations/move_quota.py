"""Moving a quota while the slot is ready or on air: more pieces for it, or fewer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import RUN_SLOTS
from zhanggui.domain.broadcast.facts import QuotaMoved
from zhanggui.domain.broadcast.gate import SET_ASIDE
from zhanggui.domain.broadcast.holding import give_back, held_goods, left_of, set_aside
from zhanggui.domain.broadcast.models import SlotGoods
from zhanggui.domain.broadcast.operations.serve_waiting_list import serve_waiting_list
from zhanggui.domain.broadcast.refusals import OffAirAlready, QuotaOutOfStock, QuotaSold
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def move_quota(*, slot_goods_id: UUID, quota: int, by: Actor, at: datetime, reason: str = "") -> SlotGoods:
    """Set the quota of an article to ``quota`` pieces in all, sold ones among them.

    Raises ``QuotaOutOfStock`` if the shop has not so many, ``QuotaSold`` if too many are gone already.
    """
    by.require(RUN_SLOTS)
    slot, goods = held_goods(slot_goods_id)
    if slot.state not in SET_ASIDE:
        raise WrongState(state=slot.state, verb="move_quota")
    if goods.off_air_at is not None:
        raise OffAirAlready(number=goods.item_number)
    if not 0 < quota <= 1_000_000:
        raise Malformed(field="quota", problem="1–1000000")

    before, goods.quota = goods.quota, quota
    _move(goods, quota - before, by, at)
    goods.save(update_fields=["quota"])

    fact = QuotaMoved(item_number=goods.item_number, before=before, after=quota)
    trail.record(fact, on=goods, by=by, at=at, reason=reason, thread=slot)
    if quota > before:
        serve_waiting_list(slot_goods_id=goods.id, by=by, at=at)
    return goods


def _move(goods: SlotGoods, more: int, by: Actor, at: datetime) -> None:
    key = f"slot:{goods.id}:moved:{new_id()}"
    try:
        with transaction.atomic():
            if more > 0:
                set_aside(goods, more, key, by=by, at=at)
            elif more < 0:
                give_back(goods, -more, key, by=by, at=at)
    except ledger.Insufficient as problem:
        if more > 0:
            raise QuotaOutOfStock from problem
        raise QuotaSold(left=left_of([goods])[goods.id].available) from problem
