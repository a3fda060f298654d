"""Asking the gate: gathers what it must know, and refuses while anything is not in order."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext

from zhanggui.domain.advertising.queries import materials, script_for
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.broadcast import rules
from zhanggui.domain.broadcast.airtime import Item
from zhanggui.domain.broadcast.models import ChannelItem, Slot, SlotGoods
from zhanggui.domain.broadcast.refusals import GateClosed
from zhanggui.domain.broadcast.rules import Aired, Check, GoodsToJudge, Material, SlotToJudge
from zhanggui.domain.broadcast.states import ProgrammeKind, SlotState
from zhanggui.domain.catalog.queries import ON_AIR_BANS, OnAirGoods, banned_by, on_air_goods
from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.pricing.queries import Offer, offers_of
from zhanggui.domain.training.queries import certified_throughout
from zhanggui.domain.training.states import Post
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
        _slot_to_judge(slot, goods),
        [_to_judge(one, known[one.sku_id], (begin[one.sku_id], end[one.sku_id]), left, at) for one in goods],
    )


def schedule_of(slot: Slot) -> list[Check]:
    """The checks of channel, hours and script alone, for a slot of any age."""
    return rules.schedule(_slot_to_judge(slot, list(slot.goods.all())))


def ask(slot: Slot, *, at: datetime) -> list[Check]:
    """Ask the gate and keep what it found on the slot: a week is looked at without asking again."""
    checks = gate(slot, at=at)
    slot.gate_failed, slot.gate_asked_at = list(dict.fromkeys(_codes(checks))), at
    slot.save(update_fields=["gate_failed", "gate_asked_at"])
    return checks


def _codes(checks: list[Check]) -> list[str]:
    return [check.code for check in rules.failed(checks)]


def refuse_closed(slot: Slot, *, at: datetime) -> None:
    """Ask the gate. Raise ``GateClosed`` with everything that is not in order."""
    if problems := rules.failed(ask(slot, at=at)):
        said = Said(_said(problems, lambda words: words), lambda: _said(problems, gettext))
        raise GateClosed(problems=said, checks=[one.code for one in problems])


def _said(problems: list[Check], translate: Callable[[str], str]) -> str:
    """Everything that is not in order, each on a line of its own, with its rule and where that comes from."""
    return "".join("\n" + _sentence(one, translate(one.title)) for one in problems)


def _sentence(check: Check, title: str) -> str:
    words = f"{title}: {check.about}" if check.about else title
    law = check.rule if check.source == check.rule else f"{check.rule} {check.source}"
    return f"{words} [{law}]"


def _slot_to_judge(slot: Slot, goods: list[SlotGoods]) -> SlotToJudge:
    since, until = slot.period.lower, slot.period.upper
    host = slot.host_person_id
    return SlotToJudge(
        channel_class=slot.channel.channel_class,
        licensed_from=slot.channel.licensed_from,
        licensed_to=slot.channel.licensed_to,
        programme_kind=slot.programme.kind,
        starts_at=since,
        ends_at=until,
        host=slot.host,
        host_certified=host is not None and certified_throughout(host, Post.HOST, since, until - LAST_MOMENT),
        script=slot.script,
        shorts_beside=_shorts_beside(slot),
        items=_items(slot),
        script_approved=_script_approved(slot, goods),
        materials=_materials(slot),
        ai_parts=slot.ai_parts,
        ai_label=slot.ai_label,
        repeats_unfinished=_repeats_unfinished(slot),
    )


def _script_approved(slot: Slot, goods: list[SlotGoods]) -> bool | None:
    """A short is an advertisement: its script must be an approved one that speaks of all its goods."""
    if slot.programme.kind != ProgrammeKind.SHORT:
        return None
    about = on_air_goods(one.sku_id for one in goods).values()
    return script_for(slot.script, slot.period.lower, goods={one.goods_id for one in about}) is not None


def _materials(slot: Slot) -> list[Material]:
    """What is shown besides the goods, asked for the first and for the last moment."""
    if not slot.materials:
        return []
    begin, end = (
        materials(slot.materials, moment, medium=Medium.TELEVISION)
        for moment in (slot.period.lower, slot.period.upper - LAST_MOMENT)
    )
    known = {one: begin.get(one) or end.get(one) for one in slot.materials}
    return [
        Material(
            number=shown.number if shown else str(one)[-12:],
            showable=one in begin and one in end,
            ai_label=shown.ai_label if shown else "",
        )
        for one, shown in known.items()
    ]


def _items(slot: Slot) -> list[Item]:
    """What else the channel shows on the days the slot touches; only shorts are measured against it."""
    if slot.programme.kind != ProgrammeKind.SHORT:
        return []
    midnight = slot.period.lower.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    days = (midnight, slot.period.upper + timedelta(days=1))
    found = ChannelItem.objects.filter(channel=slot.channel, period__overlap=days)
    return [Item(one.kind, one.title, one.period.lower, one.period.upper) for one in found]


def _repeats_unfinished(slot: Slot) -> bool:
    earlier = slot.rerun_of
    return earlier is not None and (
        earlier.state != SlotState.ENDED or not earlier.started_at or not earlier.recordings.exists()
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
        legal_class=known.legal_class,
        ban_source=rules.ban_source(ban, on=at),
        ban_rule=rules.BAN_RULES.get(ban or "", "TV-06"),
        maker_name=known.maker_name,
        maker_address=known.maker_address,
        stops=sorted({stop for offer in offers for stop in offer.stops}),
        prices=[offer.price_id for offer in offers],
        shown_price=one.price_id,
        quota=one.quota,
        left=left[one.sku_id],
    )
