"""Leaving a bench: somebody else may pack the order, and counts its pieces anew."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.packing.capabilities import BENCH, LOOK_AGAIN
from zhanggui.domain.packing.facts import BenchLeft
from zhanggui.domain.packing.models import BenchWork
from zhanggui.domain.packing.reach import COUNTED_ANEW, count_anew, held_bench
from zhanggui.domain.packing.refusals import NotYourBench
from zhanggui.domain.packing.states import after
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import trail


@transaction.atomic
def leave_bench(*, allocation_id: UUID, by: Actor, at: datetime) -> BenchWork:
    """By its packer, or by the logistics manager where the packer went home. Raises ``NotYourBench``."""
    by.require(LOOK_AGAIN if Role.LOGISTICS_MANAGER in by.roles else BENCH)
    bench = held_bench(allocation_id)
    if bench.packer_id != by.account_id and Role.LOGISTICS_MANAGER not in by.roles:
        raise NotYourBench
    after(bench.state, "leave")
    count_anew(bench)
    bench.packer = None
    bench.save(update_fields=["packer", *COUNTED_ANEW])
    order = bench.allocation.order
    trail.record(BenchLeft(order=order.number), on=bench, by=by, at=at, thread=order)
    return bench
