"""One look at everything on air, shared by all who watch: five statements, however many screens there are."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from zhanggui.domain.broadcast import on_air
from zhanggui.domain.broadcast.on_air import ShownSlot
from zhanggui.kernel import clock
from zhanggui.kernel.money import Fen
from zhanggui.surfaces.control_room import figures

Snapshot = Mapping[str, Mapping[str, Any]]
"""Figures by channel code; under the empty code those of the channel shown first."""

FRESH = timedelta(seconds=1)


def look(at: datetime) -> Snapshot:
    """The figures of every slot on air at this moment."""
    running = on_air.running()
    ids = [slot.id for slot in running]
    pulses, around = figures.pulses(ids, at=at), figures.around(ids)
    seen = {slot.channel_code: _figures(slot, pulses[slot.id], around) for slot in reversed(running)}
    first = seen[running[0].channel_code] if running else {"shape": "", "calls": around.calls}
    return {**seen, "": first}


def _figures(slot: ShownSlot, pulse: figures.Pulse, around: figures.Around) -> dict[str, Any]:
    planned_orders, planned_yuan = _planned(slot, around.target_fen.get(str(slot.id), 0))
    sold = {one.id: around.sold(one) for one in slot.goods}
    goods = {
        str(one.id): [sold[one.id], one.left, around.waiting.get(str(one.id), 0), one.quota]
        for one in slot.goods
    }
    return {
        "shape": shape(slot),
        "goods": goods,
        "orders": list(pulse.orders_by_minute),
        "yuan": list(pulse.yuan_by_minute),
        "plan": planned_yuan,
        "plan_orders": planned_orders,
        "sums": [pulse.orders, pulse.phone_orders, sum(sold.values()), pulse.amount_fen],
        "calls": around.calls,
        "failed": around.failed.get(str(slot.id), 0),
    }


def _planned(slot: ShownSlot, target_fen: Fen) -> tuple[float, int]:
    """Orders and yuan that a minute has to bring for the slot to sell what it is planned to sell.

    An order is taken for one piece, at the average price of the pieces that were set aside.
    """
    minutes = max((slot.ends_at - slot.starts_at).total_seconds() / 60, 1)
    pieces = sum(one.quota for one in slot.goods)
    worth_fen = sum(one.quota * one.price_fen for one in slot.goods)
    orders = target_fen * pieces / worth_fen / minutes if worth_fen else 0.0
    return round(orders, 1), round(target_fen / 100 / minutes)


def shape(slot: ShownSlot) -> str:
    """Changes when the screen must be drawn anew: another slot, article, order, price, or one off air."""
    rows = [f"{one.id}:{one.off_air}:{one.price_fen}" for one in slot.goods]
    return hashlib.sha256("|".join([str(slot.id), *rows]).encode()).hexdigest()[:12]


_kept: tuple[datetime, Snapshot] | None = None
_lock = Lock()


def shared() -> Snapshot:
    """The last look of this process, less than a second old: for screens that cannot listen."""
    global _kept
    at = clock.now()
    with _lock:
        if _kept is None or not timedelta() <= at - _kept[0] < FRESH:
            _kept = (at, look(at))
        return _kept[1]
