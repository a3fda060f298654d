"""Holding a slot for change, and what several verbs of it share."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast import accounts, rules, waiting
from zhanggui.domain.broadcast.models import Slot, SlotGoods
from zhanggui.domain.broadcast.refusals import SlotInThePast
from zhanggui.domain.inventory import accounts as stock
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject


def held_slot(slot_id: UUID) -> Slot:
    """This slot, held for change. Raises ``NotFound``."""
    slot = Slot.objects.locked().select_related("channel", "programme").filter(pk=slot_id).first()
    if slot is None:
        raise NotFound
    return slot


def refuse_impossible(starts_at: datetime, ends_at: datetime, at: datetime) -> None:
    """Refuse a time that is past, reversed or endless."""
    if not at <= starts_at < ends_at <= starts_at + rules.LONGEST:
        raise SlotInThePast


def held_goods(slot_goods_id: UUID) -> tuple[Slot, SlotGoods]:
    """One article and its slot, held for change: the slot first. Raises ``NotFound``."""
    slot_id = SlotGoods.objects.filter(pk=slot_goods_id).values_list("slot_id", flat=True).first()
    if slot_id is None:
        raise NotFound
    slot = held_slot(slot_id)
    goods = SlotGoods.objects.locked().get(pk=slot_goods_id)
    goods.slot = slot
    return slot, goods


def plan_content(slot: Slot, goods: Sequence[SlotGoods]) -> dict[str, Any]:
    """What a reviewer sees of a slot, and what goes on air: its digest is approved."""
    listed = [
        {
            "sku": str(one.sku_id),
            "item_number": one.item_number,
            "quota": one.quota,
            "position": one.position,
            "price": str(one.price_id),
        }
        for one in goods
    ]
    return {
        "slot": str(slot.id),
        "channel": str(slot.channel_id),
        "programme": str(slot.programme_id),
        "starts_at": slot.period.lower.timestamp(),
        "ends_at": slot.period.upper.timestamp(),
        "host": slot.host,
        "host_person": str(slot.host_person_id or ""),
        "script": slot.script,
        "rerun_of": str(slot.rerun_of_id or ""),
        "materials": [str(one) for one in slot.materials],
        "ai_label": slot.ai_label,
        "goods": listed,
    }


def set_aside(one: SlotGoods, amount: int, key: str, *, by: Actor, at: datetime) -> None:
    """Take pieces from what anybody may buy into the quota. Raises ``ledger.Insufficient``."""
    move = Transfer(accounts.quota(one.id, one.sku_id), stock.sellable(one.sku_id), amount)
    ledger.post(_entry("broadcast.set_aside", key, one, at, move), by=by)


def give_back(one: SlotGoods, amount: int, key: str, *, by: Actor, at: datetime) -> None:
    """Give pieces of the quota back to what anybody may buy. Raises ``ledger.Insufficient``."""
    move = Transfer(stock.sellable(one.sku_id), accounts.quota(one.id, one.sku_id), amount)
    ledger.post(_entry("broadcast.given_back", key, one, at, move), by=by)


def left_of(goods: Sequence[SlotGoods]) -> dict[UUID, ledger.Balance]:
    """The balance of each article's quota, by the article's id."""
    refs = {one.id: accounts.quota(one.id, one.sku_id) for one in goods}
    found = ledger.balances(refs.values())
    return {key: found[ref] for key, ref in refs.items()}


ATTEMPTS = 20


def give_back_all(goods: Sequence[SlotGoods], key: str, *, by: Actor, at: datetime) -> int:
    """Give back whatever of these quotas is neither sold nor reserved. Returns how many pieces.

    A quota with nothing reserved any more is settled; the others are swept later.
    """
    returned = 0
    for one in goods:
        returned += _give_back_rest(one, key, by=by, at=at)
        if left_of([one])[one.id].amount == 0:
            one.leftover_returned_at = at
            one.save(update_fields=["leftover_returned_at"])
    return returned


def release_goods(slot: Slot, *, by: Actor, at: datetime) -> int:
    """Free the item numbers of a slot that is over, and give back what is left of its quotas."""
    goods = list(SlotGoods.objects.locked().filter(slot=slot, number_released_at=None))
    waiting.close_all([one.id for one in goods], at=at)
    for one in goods:
        one.number_released_at = at
        one.save(update_fields=["number_released_at"])
    return give_back_all(goods, "slot:over", by=by, at=at)


def _give_back_rest(one: SlotGoods, key: str, *, by: Actor, at: datetime) -> int:
    """Somebody may buy between looking and taking: then look again."""
    for _ in range(ATTEMPTS):
        balance = left_of([one])[one.id]
        if balance.available <= 0:
            return 0
        try:
            with transaction.atomic():
                give_back(one, balance.available, f"{key}:{one.id}:{balance.amount}", by=by, at=at)
        except ledger.Insufficient:
            continue
        return balance.available
    return 0


def _entry(kind: str, key: str, one: SlotGoods, at: datetime, move: Transfer) -> Entry:
    return Entry(kind=kind, key=key, at=at, subject=Subject("broadcast.slotgoods", one.id), transfers=[move])
