"""Asking the gate: gathers what it must know, and refuses while anything is not in order."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext

from zhanggui.domain.broadcast import rules
from zhanggui.domain.broadcast.models import Slot, SlotGoods
from zhanggui.domain.broadcast.refusals import GateClosed
from zhanggui.domain.broadcast.rules import Aired, Check, GoodsToJudge, SlotToJudge
from zhanggui.domain.broadcast.states import ProgrammeKind, SlotState
from zhanggui.domain.catalog.queries import ON_AIR_BANS, OnAirGoods, banned_by, on_air_goods
from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.pricing.queries import Offer, offers_of
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.said import Said
from zhanggui.mechanisms import ledger

LAST_MOMENT = timedelta(microseconds=1)
SET_ASIDE = (SlotState.READY, SlotState.ON_AIR)
"""While a slot stands here, its quotas have left what anybody may buy."""


def gate(slot: Slot, *, at: datetime) -> list[Check]:
    """What the gate finds about a slot now, for the moments from now (or its beginning) to its end."""
    goods = list(slot.goods.filter(off_air_at=None).order_by("position"))
    skus = [one.sku_id for one in goods]
    first = max(at, slot.period.lower)
    begin = offers_of(skus, at=first, from_slot=True)
    end = offers_of(skus, at=slot.period.upper - LAST_MOMENT, from_slot=True)
    known, left = on_air_goods(skus), _left(slot, goods)
    return rules.judge(
        _slot_to_judge(slot),
        [_to_judge(one, known[one.sku_id], (begin[one.sku_id], end[one.sku_id]), left, at) for one in goods],
    )


def schedule_of(slot: Slot) -> list[Check]:
    """The checks of channel, hours and script alone, for a slot of any age."""
    return rules.schedule(_slot_to_judge(slot))


def refuse_closed(slot: Slot, *, at: datetime) -> None:
    """Raise ``GateClosed`` with everything that is not in order."""
    if problems := rules.failed(gate(slot, at=at)):
        raw = "; ".join(_sentence(one.title, one.about) for one in problems)
        said = Said(raw, lambda: "; ".join(_sentence(gettext(one.title), one.about) for one in problems))
        raise GateClosed(problems=said, checks=[one.code for one in problems])


def _sentence(title: str, about: str) -> str:
    return f"{title}: {about}" if about else title


def _slot_to_judge(slot: Slot) -> SlotToJudge:
    return SlotToJudge(
        channel_class=slot.channel.channel_class,
        licensed_from=slot.channel.licensed_from,
        licensed_to=slot.channel.licensed_to,
        programme_kind=slot.programme.kind,
        starts_at=slot.period.lower,
        ends_at=slot.period.upper,
        host=slot.host,
        script=slot.script,
        shorts_beside=_shorts_beside(slot),
    )


def _shorts_beside(slot: Slot) -> list[Aired]:
    """Other shopping shorts of the channel on the days of Shanghai that the slot touches."""
    if slot.programme.kind != ProgrammeKind.SHORT:
        return []
    midnight = slot.period.lower.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    days = (midnight, slot.period.upper + timedelta(days=1))
    beside = Slot.objects.filter(
        channel=slot.channel, programme__kind=ProgrammeKind.SHORT, period__overlap=days
    )
    others = beside.exclude(pk=slot.pk).exclude(state=SlotState.CANCELLED)
    same_day = [one for one in others if one.period.lower.astimezone(SHANGHAI).date() == midnight.date()]
    return [
        Aired(one.period.lower, one.period.upper, one.programme_id == slot.programme_id) for one in same_day
    ]


def _left(slot: Slot, goods: list[SlotGoods]) -> dict[UUID, int | None]:
    """How many pieces of each SKU could still be set aside; none where they are set aside already."""
    if slot.state in SET_ASIDE:
        return {one.sku_id: None for one in goods}
    refs = {one.sku_id: stock.sellable(one.sku_id) for one in goods}
    found = ledger.balances(refs.values())
    return {sku_id: found[ref].available for sku_id, ref in refs.items()}


def _to_judge(
    one: SlotGoods,
    known: OnAirGoods,
    offers: tuple[Offer, Offer],
    left: dict[UUID, int | None],
    at: datetime,
) -> GoodsToJudge:
    ban = banned_by(known.legal_class, ON_AIR_BANS, on=at)
    return GoodsToJudge(
        item_number=one.item_number,
        name=known.name,
        category=known.category,
        ban_source=rules.ban_source(ban, on=at),
        maker_name=known.maker_name,
        maker_address=known.maker_address,
        stops=sorted({stop for offer in offers for stop in offer.stops}),
        prices=[offer.price_id for offer in offers],
        shown_price=one.price_id,
        quota=one.quota,
        left=left[one.sku_id],
    )
