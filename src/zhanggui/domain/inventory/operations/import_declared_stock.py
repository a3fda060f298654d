"""A supplier tells of all it has ready at once, from a sheet: all of it, or nothing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import ANNOUNCE
from zhanggui.domain.inventory.facts import DeclaredListImported
from zhanggui.domain.inventory.operations.declare_stock import declare_stock
from zhanggui.domain.inventory.sheets import counted_in
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def import_declared_stock(*, content: bytes, warehouse_id: UUID, by: Actor, at: datetime) -> int:
    """Answers how many numbers changed. Raises what ``declare_stock`` raises, and ``WrongRows``."""
    by.require(ANNOUNCE)
    told = sorted(counted_in(content).items())
    changed = sum(
        declare_stock(warehouse_id=warehouse_id, sku_id=sku_id, pieces=pieces, by=by, at=at) != 0
        for sku_id, pieces in told
    )
    fact = DeclaredListImported(rows=len(told), changed=changed)
    trail.record(fact, on=trail.Subject("inventory.warehouse", warehouse_id), by=by, at=at)
    return changed
