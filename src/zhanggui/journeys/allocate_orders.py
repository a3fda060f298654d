"""Setting goods aside for confirmed orders, as soon as they are confirmed (自动配货)."""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.delivery.operations.allocate_order import allocate_order
from zhanggui.domain.delivery.queries import orders_to_allocate
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Refusal

BATCH = 200


def allocate_orders(*, by: Actor, at: datetime) -> dict[UUID, str]:
    """Allocate what waits, oldest first. Answers which orders could not be, and why.

    An order whose goods are not on hand yet waits for them; the others do not wait for it.
    """
    refused: dict[UUID, str] = {}
    for order_id in list(orders_to_allocate(by=by).values_list("pk", flat=True)[:BATCH]):
        try:
            allocate_order(order_id=order_id, by=by, at=at)
        except Refusal as refusal:
            refused[order_id] = refusal.code
    return refused
