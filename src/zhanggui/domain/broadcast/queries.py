"""What is on, what is coming, and what a slot holds."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from zhanggui.domain.broadcast import accounts
from zhanggui.domain.broadcast.capabilities import SEE_SLOTS
from zhanggui.domain.broadcast.gate import gate
from zhanggui.domain.broadcast.holding import left_of
from zhanggui.domain.broadcast.models import Channel, Programme, Slot, SlotGoods
from zhanggui.domain.broadcast.rules import Check
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.ledger import AccountRef, Balance

__all__ = [
    "Check",
    "article_of",
    "channels",
    "coming",
    "gate_of",
    "goods_on_air",
    "on_air_now",
    "programmes",
    "quota_accounts",
    "quotas_of",
    "slot_board",
    "slots_of",
]


def channels() -> QuerySet[Channel]:
    """The open channels."""
    return Channel.objects.filter(closed_at=None).order_by("code")


def programmes() -> QuerySet[Programme]:
    """All programmes."""
    return Programme.objects.order_by("title")


def _with_goods(slots: QuerySet[Slot]) -> QuerySet[Slot]:
    shown = SlotGoods.objects.filter(off_air_at=None).select_related("sku__goods__published_version", "price")
    return slots.select_related("channel", "programme").prefetch_related(
        Prefetch("goods", queryset=shown.order_by("position"), to_attr="shown")
    )


def on_air_now(at: datetime) -> list[Slot]:
    """The slots that are on air, with what they show (``slot.shown``)."""
    running = Slot.objects.filter(state=SlotState.ON_AIR, period__contains=at)
    return list(_with_goods(running.order_by("started_at")))


def coming(at: datetime, *, within: timedelta = timedelta(days=7), limit: int = 20) -> list[Slot]:
    """The confirmed slots to come, the next one first, with what they will show (``slot.shown``)."""
    ahead = Slot.objects.filter(
        state=SlotState.READY, period__startswith__gt=at, period__startswith__lt=at + within
    )
    return list(_with_goods(ahead.order_by("period"))[:limit])


def slots_of(by: Actor) -> QuerySet[Slot]:
    """The slots this actor may see, all or none, the latest first."""
    slots = Slot.objects.select_related("channel", "programme").order_by("-period")
    return slots if by.may(SEE_SLOTS) else slots.none()


def gate_of(slot_id: UUID, *, by: Actor, at: datetime) -> list[Check]:
    """What the gate finds about a slot now, for the planner's page."""
    slot = slots_of(by).filter(pk=slot_id).first()
    if slot is None:
        raise NotFound
    return gate(slot, at=at)


def article_of(item_number: str, *, at: datetime) -> SlotGoods | None:
    """What a caller means by a short number: the article of a slot that is on air now."""
    return (
        SlotGoods.objects.filter(
            item_number=item_number,
            number_released_at=None,
            off_air_at=None,
            slot__state=SlotState.ON_AIR,
            slot__period__contains=at,
        )
        .select_related("slot", "sku__goods__published_version", "price")
        .first()
    )


def goods_on_air(at: datetime) -> list[SlotGoods]:
    """Every article that can be ordered from a slot now."""
    return [one for slot in on_air_now(at) for one in slot.shown]  # type: ignore[attr-defined]


def quotas_of(goods: Iterable[SlotGoods]) -> dict[UUID, Balance]:
    """What is left of each article's quota, by its id: ``available``, and ``reserved`` by unpaid orders."""
    return left_of(list(goods))


def quota_accounts(goods: Iterable[SlotGoods]) -> dict[UUID, AccountRef]:
    """The ledger account of each article's quota, by the article's id."""
    return {one.id: accounts.quota(one.id, one.sku_id) for one in goods}


def slot_board(slot_id: UUID, *, by: Actor) -> tuple[Slot, list[SlotGoods], dict[UUID, Balance]]:
    """A slot, its articles and what is left of each. Raises ``NotFound``."""
    slot = slots_of(by).filter(pk=slot_id).first()
    if slot is None:
        raise NotFound
    goods = list(slot.goods.select_related("sku__goods__published_version", "price").order_by("position"))
    return slot, goods, left_of(goods)
