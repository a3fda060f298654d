"""Parts of orders that suppliers send themselves: whose they are, and by when they should leave."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.delivery.parcels import Allocation
from zhanggui.domain.delivery.states import AllocationState
from zhanggui.domain.packing.capabilities import DROP
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotFound
from zhanggui.schema.locking import LockingQuerySet

WAITING = (AllocationState.ALLOCATED, AllocationState.PICKING, AllocationState.PICKED, AllocationState.PACKED)


def own(by: Actor) -> LockingQuerySet[Allocation]:
    """The parts this supplier is asked to send. ``NotFound`` for who is of no firm."""
    by.require(DROP)
    if by.organisation_id is None:
        raise NotFound
    return Allocation.objects.filter(warehouse__operator__organisation_id=by.organisation_id)


@dataclass(frozen=True, slots=True)
class Asked:
    """A part that this supplier sends, held; and the supplier as the keeper of its own warehouse."""

    part: Allocation
    keeper: Actor


def asked(allocation_id: UUID, by: Actor) -> Asked:
    """``NotFound`` for a part in any warehouse but its own."""
    own_parts = own(by).select_related("order", "warehouse")
    part = own_parts.locked().filter(pk=allocation_id, released_at=None).first()
    if part is None:
        raise NotFound
    return Asked(part, keeper(by))


def keeper(by: Actor) -> Actor:
    """The supplier as the keeper of its own warehouse; whose warehouse it is was asked before."""
    return by.also(Role.WAREHOUSE_KEEPER)


def send_by(allocated_at: datetime) -> datetime:
    """Until when the carrier should have it."""
    return allocated_at + timedelta(hours=int(norm("packing.drop_hours", on=allocated_at)))


def late(at: datetime) -> QuerySet[Allocation]:
    """Parts that a supplier should have sent by now, the oldest first."""
    hours = timedelta(hours=int(norm("packing.drop_hours", on=at)))
    waiting = Allocation.objects.filter(
        warehouse__operator__isnull=False, released_at=None, state__in=WAITING
    )
    found = waiting.filter(allocated_at__lt=at - hours)
    return found.select_related("order", "warehouse__operator__organisation").order_by("allocated_at")
