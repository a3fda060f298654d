"""Serving whoever waits: by the clock, and as soon as an order gives pieces back."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from zhanggui.domain.broadcast.operations.serve_waiting_list import serve_waiting_list
from zhanggui.domain.broadcast.queries import waited_for
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM, Actor


def serve_waiting(*, by: Actor, at: datetime) -> int:
    """Serve every waiting list; how many offers were made. A job does this."""
    return sum(serve_waiting_list(slot_goods_id=one, by=by, at=at) for one in waited_for())


def serve_after(order: Order, *, at: datetime) -> None:
    """Offer what this order gave back to those who wait for it, in the same transaction."""
    on_air = {line.slot_goods_id for line in order.lines.all() if line.slot_goods_id is not None}
    _serve(on_air & set(waited_for()) if on_air else set(), at)


def _serve(articles: Iterable[UUID], at: datetime) -> None:
    for one in sorted(articles):
        serve_waiting_list(slot_goods_id=one, by=SYSTEM, at=at)
