"""Taking the picked goods of an order to a bench: from now on one packer answers for them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.parcels import held_part
from zhanggui.domain.packing.capabilities import BENCH
from zhanggui.domain.packing.facts import TakenToBench
from zhanggui.domain.packing.models import BenchWork
from zhanggui.domain.packing.refusals import OnAnotherBench
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def take_to_bench(*, allocation_id: UUID, by: Actor, at: datetime) -> BenchWork:
    """Again by the same packer it changes nothing. Raises ``OnAnotherBench``."""
    by.require(BENCH)
    part = held_part(allocation_id)
    bench = BenchWork.objects.locked().filter(allocation=part).first()
    if bench is not None and bench.packer_id == by.account_id:
        return bench
    if bench is not None and bench.packer is not None:
        raise OnAnotherBench(packer=bench.packer.person)
    if bench is None:
        bench = BenchWork.objects.create(allocation=part, packer_id=by.account_id, begun_at=at)
    else:
        bench.packer_id = by.account_id
        bench.save(update_fields=["packer"])
    trail.record(TakenToBench(order=part.order.number), on=bench, by=by, at=at, thread=part.order)
    return bench
