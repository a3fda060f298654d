"""Joining the waiting list of an article that is sold out while it is on air."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from zhanggui.domain.broadcast.capabilities import WAIT, WAIT_FOR_OTHERS
from zhanggui.domain.broadcast.facts import WaitingJoined
from zhanggui.domain.broadcast.holding import held_goods, left_of
from zhanggui.domain.broadcast.models import WaitingPlace
from zhanggui.domain.broadcast.refusals import AlreadyWaiting, NotOnAirNow, StillToBeHad
from zhanggui.domain.broadcast.states import SlotState, WaitingState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refusing

QUANTITY_MAX = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingWish:
    """Who waits for what. ``channel`` is where they asked: ``web`` or ``phone``."""

    slot_goods_id: UUID
    customer_id: UUID
    quantity: int = 1
    channel: str = "web"


@transaction.atomic
def join_waiting_list(*, wish: WaitingWish, by: Actor, at: datetime) -> WaitingPlace:
    """Take the last place in the queue.

    Raises ``StillToBeHad`` while enough is left and nobody waits, ``AlreadyWaiting``, ``NotOnAirNow``.
    """
    by.require(WAIT)
    if wish.customer_id != by.account_id and not by.may(WAIT_FOR_OTHERS):
        raise NotFound
    slot, goods = held_goods(wish.slot_goods_id)
    if slot.state != SlotState.ON_AIR or goods.off_air_at is not None:
        raise NotOnAirNow(number=goods.item_number)
    if not 1 <= wish.quantity <= min(goods.quota, QUANTITY_MAX):
        raise Malformed(field="quantity", problem=f"1–{min(goods.quota, QUANTITY_MAX)}")
    waiting = goods.waiting.filter(ended_at=None)
    if waiting.filter(customer=wish.customer_id).exists():
        raise AlreadyWaiting
    if left_of([goods])[goods.id].available >= wish.quantity and not waiting.exists():
        raise StillToBeHad

    place = WaitingPlace(
        number=_next_number(),
        slot_goods=goods,
        customer_id=wish.customer_id,
        quantity=wish.quantity,
        channel=wish.channel[:8],
        state=WaitingState.WAITING,
        joined_at=at,
    )
    with refusing(), transaction.atomic():
        place.save(force_insert=True)

    fact = WaitingJoined(item_number=goods.item_number, quantity=wish.quantity, channel=place.channel)
    trail.record(fact, on=place, by=by, at=at, thread=goods)
    return place


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('broadcast_waiting_number')")
        return int(cursor.fetchone()[0])
