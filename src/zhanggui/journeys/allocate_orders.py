"""Setting goods aside for confirmed orders, as soon as they are confirmed (自动配货)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from zhanggui.domain.delivery.operations.allocate_batch import allocate_batch
from zhanggui.domain.delivery.operations.allocate_order import allocate_order
from zhanggui.domain.delivery.queries import orders_to_allocate
from zhanggui.domain.delivery.refusals import NotEnoughOnHand
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.ledger import Insufficient

BATCH = 5_000
"""Orders decided together: a batch of so many takes a third of a minute."""


def allocate_orders(*, by: Actor, at: datetime) -> dict[UUID, str]:
    """Allocate what waits, oldest first, together. Answers which orders could not be, and why.

    An order whose goods are not on hand yet waits for them; the others do not wait for it. Where somebody was
    quicker at the same goods, the orders are tried one by one.
    """
    waiting = list(orders_to_allocate(by=by).values_list("pk", flat=True)[:BATCH])
    if not waiting:
        return {}
    try:
        batch = allocate_batch(order_ids=waiting, by=by, at=at)
    except Insufficient:
        return _one_by_one(waiting, by=by, at=at)
    return dict.fromkeys(batch.waiting, NotEnoughOnHand.code)


def _one_by_one(waiting: Sequence[UUID], *, by: Actor, at: datetime) -> dict[UUID, str]:
    refused: dict[UUID, str] = {}
    for order_id in waiting:
        try:
            allocate_order(order_id=order_id, by=by, at=at)
        except Refusal as refusal:
            refused[order_id] = refusal.code
    return refused
