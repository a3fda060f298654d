"""Telling customers that something of their order is not there, and what they can do about it."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.delivery.capabilities import FORESEE
from zhanggui.domain.delivery.facts import ShortageTold
from zhanggui.domain.delivery.models import Shortage
from zhanggui.domain.delivery.notice_kinds import SHORT
from zhanggui.domain.messaging.operations.send import Notice, send
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def tell_of_shortages(*, by: Actor, at: datetime, limit: int = 200) -> int:
    """Each customer who waits for pieces that are free nowhere is told once; how many were told."""
    by.require(FORESEE)
    untold = Shortage.objects.locked().select_related("order", "order_line")
    found = list(untold.filter(settled_at=None, told_at=None).order_by("opened_at", "id")[:limit])
    for shortage in found:
        shortage.told_at = at
        order = shortage.order
        fact = ShortageTold(order=order.number, pieces=shortage.pieces)
        trail.record(fact, on=shortage, by=by, at=at, thread=order)
        if order.customer_id is not None:
            values = {
                "order": order.number,
                "goods": shortage.order_line.name,
                "pieces": str(shortage.pieces),
            }
            notice = Notice(
                kind=SHORT,
                account_id=order.customer_id,
                key=f"short:{shortage.id}",
                values=values,
                about=trail.Subject.of(order),
            )
            send(notice=notice, by=by, at=at)
    Shortage.objects.bulk_update(found, ["told_at"])
    return len(found)
