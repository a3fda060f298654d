"""The good end of an order: signed for, paid, and the time to return it over."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments.operations import collect_cash, earn_order
from zhanggui.domain.sales.models import Order, PaymentMethod
from zhanggui.domain.sales.operations import complete, note_delivered
from zhanggui.domain.sales.queries import goods_by_supplier, orders_to_complete
from zhanggui.identity.actor import Actor
from zhanggui.journeys import trades
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm

BATCH = 100


@transaction.atomic
def confirm_delivery(*, order_id: UUID, by: Actor, at: datetime) -> Order:
    """An order was signed for. Where it is paid at the door, the carrier now has the money for us."""
    order = note_delivered(order_id=order_id, by=by, at=at)
    if order.method == PaymentMethod.CASH_ON_DELIVERY and collect_cash(order_id=order_id, by=by, at=at):
        trades.record(order, by=by, at=at)
    return order


def complete_orders(*, by: Actor, at: datetime) -> int:
    """Complete every order whose time to return is over; how many."""
    done = 0
    while due := orders_to_complete(_returnable_since(at), limit=BATCH):
        for order_id in due:
            complete_order(order_id=order_id, by=by, at=at)
        done += len(due)
    return done


@transaction.atomic
def complete_order(*, order_id: UUID, by: Actor, at: datetime) -> Order:
    """Complete one order: the customer's money becomes the suppliers' and the freight the house's."""
    order = complete(order_id=order_id, by=by, at=at)
    earn_order(order_id=order_id, by_supplier=goods_by_supplier(order), by=by, at=at)
    return order


def _returnable_since(at: datetime) -> datetime:
    """Goods signed for before this moment cannot be returned without reason any more (CP-02).

    The window is whole days of Shanghai, the first being the day after the day of signing.
    """
    days = norm("return.no_reason_days", on=at)
    today = at.astimezone(SHANGHAI).date()
    return datetime.combine(today - timedelta(days=days), time(), tzinfo=SHANGHAI)
