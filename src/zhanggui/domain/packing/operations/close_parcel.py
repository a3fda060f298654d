"""Closing a parcel: pieces, box and weight are right, and it gets its number and its label."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.operations.pack_parcel import pack_parcel
from zhanggui.domain.delivery.parcels import Packing, Shipment, parcel_of
from zhanggui.domain.packing import relaying
from zhanggui.domain.packing.capabilities import BENCH
from zhanggui.domain.packing.facts import ParcelClosed
from zhanggui.domain.packing.models import BenchWork
from zhanggui.domain.packing.reach import own_bench
from zhanggui.domain.packing.states import after
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def close_parcel(*, allocation_id: UUID, checks: Collection[str], by: Actor, at: datetime) -> Shipment:
    """Asked again by a nervous scanner, it answers the parcel that was closed.

    Raises ``BenchNotReady`` for what was not weighed or was stopped, and ``PackingNotChecked`` (B-7.1.2).
    """
    by.require(BENCH)
    done = parcel_of(allocation_id)
    if done is not None and done.packer_id == by.account_id:
        return done
    bench = own_bench(allocation_id, by)
    state = after(bench.state, "close")
    shipment = pack_parcel(allocation_id=allocation_id, packing=_packing(bench, checks), by=by, at=at)
    bench.state, bench.ended_at = state, at
    bench.save(update_fields=["state", "ended_at"])
    relaying.bind(shipment, at)
    assert bench.box is not None
    fact = ParcelClosed(number=shipment.number, box=bench.box.code)
    trail.record(fact, on=shipment, by=by, at=at, thread=bench.allocation.order)
    return shipment


def _packing(bench: BenchWork, checks: Collection[str]) -> Packing:
    assert bench.box is not None
    assert bench.weighed_grams is not None
    return Packing(
        weight_grams=bench.weighed_grams,
        material=bench.box.name,
        volume_cm3=bench.box.box.volume // 1000,
        checks=frozenset(checks),
        note=bench.look_reason,
    )
