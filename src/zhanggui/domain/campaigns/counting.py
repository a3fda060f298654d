"""Counting what became of orders that came from a campaign: placed, confirmed, lost, rated; each once.

The facts are those of the orders; these only add them up, and leave none of their own.
"""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from zhanggui.domain.campaigns.capabilities import COUNT_EFFECTS
from zhanggui.domain.campaigns.effects import earned
from zhanggui.domain.campaigns.models import Origin
from zhanggui.identity.actor import Actor

ADD = """
INSERT INTO campaigns_linkhour AS sum (id, link_id, hour, clicks, programs, orders, confirmed, revenue_fen,
                                costed_fen, margin_fen, lost, ratings, stars)
VALUES (gen_random_uuid(), %(link)s, date_trunc('hour', %(at)s::timestamptz), 0, 0, %(orders)s, %(confirmed)s,
        %(revenue_fen)s, %(costed_fen)s, %(margin_fen)s, %(lost)s, %(ratings)s, %(stars)s)
ON CONFLICT (link_id, hour) DO UPDATE
   SET orders = sum.orders + excluded.orders, confirmed = sum.confirmed + excluded.confirmed,
       revenue_fen = sum.revenue_fen + excluded.revenue_fen,
       costed_fen = sum.costed_fen + excluded.costed_fen,
       margin_fen = sum.margin_fen + excluded.margin_fen, lost = sum.lost + excluded.lost,
       ratings = sum.ratings + excluded.ratings, stars = sum.stars + excluded.stars
"""
A_TIME = 2_000
NOTHING = {
    "orders": 0,
    "confirmed": 0,
    "revenue_fen": 0,
    "costed_fen": 0,
    "margin_fen": 0,
    "lost": 0,
    "ratings": 0,
    "stars": 0,
}
COLUMN = {
    "placed": "placed_counted_at",
    "confirmed": "confirmed_counted_at",
    "lost": "lost_counted_at",
    "rated": "rating_counted_at",
}


@transaction.atomic
def count_order(*, order_id: UUID, what: str, by: Actor, at: datetime, stars: int = 0) -> bool:
    """Add one thing that became of an order to the hour of its link; once, however often it is told.

    An order without an origin counts nowhere.
    """
    by.require(COUNT_EFFECTS)
    origin = Origin.objects.locked().filter(order_id=order_id).first()
    if origin is None or getattr(origin, COLUMN[what]) is not None:
        return False
    with connection.cursor() as cursor:
        cursor.execute(ADD, {**NOTHING, **_added(order_id, what, stars), "link": origin.link_id, "at": at})
    setattr(origin, COLUMN[what], at)
    origin.save(update_fields=[COLUMN[what]])
    return True


def count_open_orders(*, by: Actor, at: datetime) -> int:
    """Count orders that were placed, confirmed or not paid in time since they were last looked at."""
    by.require(COUNT_EFFECTS)
    waiting = Origin.objects.filter(confirmed_counted_at=None, lost_counted_at=None).select_related("order")
    counted = 0
    for origin in waiting.order_by("noted_at")[:A_TIME]:
        order = origin.order
        counted += count_order(order_id=order.pk, what="placed", by=by, at=origin.noted_at)
        if order.confirmed_at is not None:
            counted += count_order(order_id=order.pk, what="confirmed", by=by, at=order.confirmed_at)
        if order.ended_at is not None:
            counted += count_order(order_id=order.pk, what="lost", by=by, at=order.ended_at)
    return counted


def _added(order_id: UUID, what: str, stars: int) -> dict[str, int]:
    if what == "confirmed":
        return {"confirmed": 1, **earned(order_id)}
    if what == "rated":
        return {"ratings": 1, "stars": stars}
    return {"orders": 1} if what == "placed" else {"lost": 1}
