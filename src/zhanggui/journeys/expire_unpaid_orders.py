"""Letting go of orders nobody has paid: their goods can be bought by others again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import expire
from zhanggui.domain.sales.queries import know_lines, orders_to_expire
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys import claims, perks
from zhanggui.journeys.cancel_order import close_open_payments
from zhanggui.journeys.receive_payment import send_all_back
from zhanggui.journeys.serve_waiting import serve_after

BATCH = 50


def expire_unpaid_orders(*, by: Actor, at: datetime) -> int:
    """Expire every order whose time is over by ``at``; how many. Any number of workers may do it at once."""
    done = 0
    while batch := _expire_some(by, at):
        done += batch
    return done


@transaction.atomic
def _expire_some(by: Actor, at: datetime) -> int:
    due = orders_to_expire(at, limit=BATCH)
    for order_id in due:
        expire_order(order_id=order_id, by=by, at=at)
    return len(due)


@transaction.atomic
def expire_order(*, order_id: UUID, by: Actor, at: datetime) -> Order:
    """Give up waiting for the money of one order. A part that was paid goes back the way it came."""
    order = expire(order_id=order_id, by=by, at=at)
    know_lines(order)
    claims.release(order, by=by, at=at)
    serve_after(order, at=at)
    perks.give_back(order, at=at)
    close_open_payments(order, at=at)
    send_all_back(order, "not paid in full in time", key="expired", by=SYSTEM, at=at)
    return order
