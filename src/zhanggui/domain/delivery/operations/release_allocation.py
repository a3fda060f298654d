"""Giving back what was set aside for an order that will not be sent."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import RELEASE
from zhanggui.domain.delivery.facts import AllocationReleased
from zhanggui.domain.delivery.giving_back import give_back
from zhanggui.domain.delivery.models import Allocation
from zhanggui.domain.sales.queries import held_order
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def release_allocation(*, order_id: UUID, reason: str, by: Actor, at: datetime) -> list[Allocation]:
    """All parts of the order that have not left go back to the shelves; none, if nothing was set aside.

    Raises ``AllocationNotReady`` if a part was already shipped.
    """
    by.require(RELEASE)
    order = held_order(order_id, by=by)
    standing = list(Allocation.objects.locked().filter(order_id=order_id, released_at=None))
    if not standing:
        return []
    lines = give_back(standing, reason=reason, by=by, at=at)
    fact = AllocationReleased(order=order.number, pieces=sum(line.quantity for line in lines))
    trail.record(fact, on=order, by=by, at=at, reason=reason)
    return standing
