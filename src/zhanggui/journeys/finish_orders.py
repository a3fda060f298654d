"""The good end of an order: signed for, paid, and the time to return it over."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales import queries as returns
from zhanggui.domain.delivery.queries import not_to_be_paid
from zhanggui.domain.members.operations.earn_points import Bought, earn_points
from zhanggui.domain.payments.operations import collect_cash
from zhanggui.domain.sales.models import Order, PaymentMethod, SalesChannel
from zhanggui.domain.sales.operations import complete, note_delivered
from zhanggui.domain.sales.queries import orders_to_complete
from zhanggui.identity.actor import Actor
from zhanggui.journeys import trades
from zhanggui.journeys.earning import earn
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen
from zhanggui.kernel.norms import norm

BATCH = 100


@transaction.atomic
def confirm_delivery(*, order_id: UUID, by: Actor, at: datetime) -> Order:
    """An order was signed for. Where it is paid at the door, the carrier now has the money for us."""
    order = note_delivered(order_id=order_id, by=by, at=at)
    if order.method != PaymentMethod.CASH_ON_DELIVERY:
        return order
    if collect_cash(order_id=order_id, less_fen=not_to_be_paid(order_id), by=by, at=at):
        trades.record(order, by=by, at=at)
    return order


def complete_orders(*, by: Actor, at: datetime) -> int:
    """Complete every order whose time to return is over, and nothing is coming back; how many."""
    done = 0
    kept = returns.orders_with_open_returns()
    while due := orders_to_complete(_returnable_since(at), but=kept, limit=BATCH):
        for order_id in due:
            complete_order(order_id=order_id, by=by, at=at)
        done += len(due)
    return done


@transaction.atomic
def complete_order(*, order_id: UUID, by: Actor, at: datetime) -> Order:
    """Complete one order: its money becomes the suppliers' and the house's, its member earns points."""
    order = complete(order_id=order_id, by=by, at=at)
    kept_fen = earn(order, by=by, at=at)
    _earn_points(order, kept_fen, by, at)
    return order


def _earn_points(order: Order, kept_fen: Fen, by: Actor, at: datetime) -> None:
    """Points for what was kept of the goods, less what was given away from their price.

    A history lived again brings none: nobody was promised any.
    """
    paid = max(0, kept_fen - order.discount_fen)
    if order.customer_id is None or not paid or order.channel == SalesChannel.REPLAY:
        return
    bought = Bought(account_id=order.customer_id, order_id=order.id, order_number=order.number, paid_fen=paid)
    earn_points(bought=bought, by=by, at=at)


def _returnable_since(at: datetime) -> datetime:
    """Goods signed for before this moment cannot be returned without reason any more (CP-02).

    The window is whole days of Shanghai, the first being the day after the day of signing.
    """
    days = norm("return.no_reason_days", on=at)
    today = at.astimezone(SHANGHAI).date()
    return datetime.combine(today - timedelta(days=days), time(), tzinfo=SHANGHAI)
