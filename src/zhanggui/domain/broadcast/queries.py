"""What planners ask about slots. What viewers see of them is in ``on_air``."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.broadcast import accounts
from zhanggui.domain.broadcast.capabilities import SEE_SLOTS
from zhanggui.domain.broadcast.gate import gate
from zhanggui.domain.broadcast.holding import left_of
from zhanggui.domain.broadcast.models import Channel, Programme, Slot, SlotGoods, WaitingPlace
from zhanggui.domain.broadcast.rules import Check
from zhanggui.domain.broadcast.states import WaitingState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.ledger import AccountRef, Balance

__all__ = [
    "Check",
    "articles_of",
    "before_in_queue",
    "channels",
    "day_span",
    "gate_of",
    "held_for",
    "programmes",
    "quota_accounts",
    "quotas_of",
    "slot_board",
    "slots_of",
    "waited_for",
    "waiting_places",
]


def day_span(day: date, *, days: int = 1) -> tuple[datetime, datetime]:
    """From midnight to midnight in Shanghai."""
    since = datetime.combine(day, time(0), tzinfo=SHANGHAI)
    return since, since + timedelta(days=days)


def channels() -> QuerySet[Channel]:
    """The open channels."""
    return Channel.objects.filter(closed_at=None).order_by("code")


def programmes() -> QuerySet[Programme]:
    """All programmes."""
    return Programme.objects.order_by("title")


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


def articles_of(slot_goods: Iterable[UUID]) -> dict[UUID, UUID]:
    """Which SKU each of these articles of slots is."""
    return dict(SlotGoods.objects.filter(pk__in=set(slot_goods)).values_list("pk", "sku_id"))


def waited_for() -> list[UUID]:
    """The articles somebody waits for, or has an offer of."""
    places = WaitingPlace.objects.filter(ended_at=None)
    return list(places.values_list("slot_goods_id", flat=True).distinct().order_by("slot_goods_id"))


def waiting_places(by: Actor) -> QuerySet[WaitingPlace]:
    """The living places of this customer in waiting lists, the oldest first."""
    places = WaitingPlace.objects.filter(customer=by.account_id, ended_at=None)
    return places.select_related("slot_goods__sku__goods__published_version").order_by("number")


def held_for(by: Actor, articles: Iterable[UUID], *, at: datetime) -> dict[UUID, int]:
    """How many pieces of these articles are held for this customer now, whose turn in a queue has come."""
    held = WaitingPlace.objects.filter(customer=by.account_id, slot_goods__in=list(articles), ended_at=None)
    offered = held.filter(state=WaitingState.OFFERED, offered_until__gt=at)
    return dict(offered.values_list("slot_goods_id", "quantity"))


def before_in_queue(place: WaitingPlace) -> int:
    """How many came earlier and still wait."""
    earlier = WaitingPlace.objects.filter(slot_goods=place.slot_goods_id, number__lt=place.number)
    return earlier.filter(state=WaitingState.WAITING, ended_at=None).count()


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
