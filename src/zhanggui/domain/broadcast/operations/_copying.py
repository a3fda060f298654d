"""Copies of slots: the same programme, host, script and goods at another time, with numbers of their own."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from zhanggui.domain.broadcast.models import Slot, SlotGoods
from zhanggui.domain.broadcast.operations.plan_slot import plan_slot
from zhanggui.domain.broadcast.operations.put_goods_on_slot import SlotGoodsWish, put_goods_on_slot
from zhanggui.domain.broadcast.refusals import NoItemNumberLeft
from zhanggui.domain.broadcast.terms import SlotTerms, SlotWish, terms_of
from zhanggui.identity.actor import Actor

NUMBERS = range(100, 1_000_000)


def copy_to(slot: Slot, starts_at: datetime, *, by: Actor, at: datetime, rerun: bool = False) -> Slot:
    """Plan the slot once more. Quotas are planned as they were; each article gets the lowest free number."""
    wish = wish_of(slot, terms_of(slot, starts_at=starts_at))
    made = plan_slot(wish=wish, by=by, at=at, rerun_of=slot if rerun else None)
    free = free_numbers()
    for one in slot.goods.order_by("position"):
        number = next(free, None)
        if number is None:
            raise NoItemNumberLeft
        goods = SlotGoodsWish(
            sku_id=one.sku_id, item_number=number, quota=one.quota, minutes=one.minutes, cue=one.cue
        )
        put_goods_on_slot(slot_id=made.id, wish=goods, by=by, at=at)
    made.refresh_from_db()
    return made


def wish_of(slot: Slot, terms: SlotTerms, channel_id: UUID | None = None) -> SlotWish:
    """The wish for a run like this one, with these terms."""
    return SlotWish(
        channel_id=channel_id or slot.channel_id,
        programme_id=slot.programme_id,
        **{name: getattr(terms, name) for name in SlotTerms.__dataclass_fields__},
    )


def free_numbers() -> Iterator[str]:
    """Item numbers nobody uses at the moment, the lowest first."""
    taken = set(SlotGoods.objects.filter(number_released_at=None).values_list("item_number", flat=True))
    return (str(number) for number in NUMBERS if str(number) not in taken)
