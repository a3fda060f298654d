"""Putting goods on a slot: which SKU, under which short number, how many pieces."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zhanggui.domain.broadcast import rules
from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import GoodsPutOnSlot
from zhanggui.domain.broadcast.gate import ask
from zhanggui.domain.broadcast.holding import held_slot
from zhanggui.domain.broadcast.models import Slot, SlotGoods
from zhanggui.domain.broadcast.refusals import AlreadyOnSlot, BadItemNumber, BannedOnAir, ItemNumberTaken
from zhanggui.domain.broadcast.states import SLOT
from zhanggui.domain.catalog.queries import ON_AIR_BANS, OnAirGoods, banned_by, on_air_goods
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refusing

QUOTA_MAX = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotGoodsWish:
    """One article on air. ``item_number`` is what viewers dial or type: three to six digits."""

    sku_id: UUID
    item_number: str
    quota: int
    minutes: int = 0
    cue: str = ""


@transaction.atomic
def put_goods_on_slot(*, slot_id: UUID, wish: SlotGoodsWish, by: Actor, at: datetime) -> SlotGoods:
    """Plan to show a SKU. What the law bans from air is refused at once; the gate says what else is missing.

    Raises ``BannedOnAir``, ``ItemNumberTaken``, ``BadItemNumber``, ``AlreadyOnSlot``, ``WrongState``.
    """
    by.require(PLAN_SLOTS)
    slot = held_slot(slot_id)
    SLOT.after(slot.state, "change")
    known = on_air_goods([wish.sku_id]).get(wish.sku_id)
    if known is None:
        raise NotFound
    _refuse(slot, wish, known, at)

    goods = SlotGoods(
        slot=slot,
        sku_id=wish.sku_id,
        position=(slot.goods.aggregate(last=Max("position"))["last"] or 0) + 1,
        item_number=wish.item_number,
        quota=wish.quota,
        minutes=wish.minutes,
        cue=wish.cue,
    )
    with refusing(), transaction.atomic():
        goods.save(force_insert=True)
    ask(slot, at=at)

    fact = GoodsPutOnSlot(
        number=slot.number, sku=known.sku_code, item_number=goods.item_number, quota=goods.quota
    )
    trail.record(fact, on=goods, by=by, at=at, thread=slot)
    return goods


def _refuse(slot: Slot, wish: SlotGoodsWish, known: OnAirGoods, at: datetime) -> None:
    if not re.fullmatch(r"[0-9]{3,6}", wish.item_number):
        raise BadItemNumber(number=wish.item_number[:20])
    if not 0 < wish.quota <= QUOTA_MAX:
        raise Malformed(field="quota", problem=f"1–{QUOTA_MAX}")
    if ban := banned_by(known.legal_class, ON_AIR_BANS, on=at):
        raise BannedOnAir(category=known.category, source=rules.ban_source(ban, on=at))
    if slot.goods.filter(sku_id=wish.sku_id).exists():
        raise AlreadyOnSlot(sku=known.sku_code)
    if SlotGoods.objects.filter(item_number=wish.item_number, number_released_at=None).exists():
        raise ItemNumberTaken(number=wish.item_number)
