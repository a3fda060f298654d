"""Cancelling an order before it has left the house: goods and money go back where they were."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.models import Shortage
from zhanggui.domain.delivery.operations.end_shortage import end_shortage
from zhanggui.domain.delivery.operations.release_allocation import release_allocation
from zhanggui.domain.delivery.states import ShortWay
from zhanggui.domain.inventory.operations.settle_withheld import settle_withheld
from zhanggui.domain.inventory.queries import skus_withheld
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.payments.operations import close_payment
from zhanggui.domain.payments.states import PaymentState
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import cancel
from zhanggui.domain.sales.queries import held_order, know_lines
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys import claims, perks
from zhanggui.journeys.receive_payment import send_all_back
from zhanggui.journeys.serve_waiting import serve_after
from zhanggui.schema.compiled import Compiled, Given

_OPEN: Compiled[UUID] = Compiled(
    lambda: (
        Payment.objects.filter(order=Given("order"), state=PaymentState.OPEN)
        .order_by("pk")
        .values_list("id", flat=True)
    )
)


@transaction.atomic
def cancel_order(*, order_id: UUID, reason: str, by: Actor, at: datetime) -> Order:
    """Call an order off. What was paid goes back the way it came; open payments are closed.

    Raises ``AlreadyShipped``, or ``OrderNotReady`` for an order that has ended.
    """
    held = held_order(order_id, by=by)
    was = held.state
    release_allocation(order_id=order_id, reason=reason, by=by, at=at)
    call_off_shortages(order_id, by=by, at=at)
    order = cancel(order_id=order_id, reason=reason, by=by, at=at)
    know_lines(order)
    if was == OrderState.PLACED:
        claims.release(order, by=by, at=at)
        serve_after(order, at=at)
    else:
        claims.put_back(order, by=by, at=at)
        settle_withheld_of(order, at=at)
    perks.give_back(order, at=at)
    close_open_payments(order, at=at)
    send_all_back(order, reason, key="cancelled", by=SYSTEM, at=at)
    return order


def close_open_payments(order: Order, *, at: datetime) -> None:
    """Nobody shall pay for an order that has ended. Who does all the same gets it back."""
    for payment_id in _OPEN.all(order=order.id):
        close_payment(payment_id=payment_id, by=SYSTEM, at=at)


def call_off_shortages(order_id: UUID, *, by: Actor, at: datetime) -> None:
    """Nobody waits any more for what was not there."""
    waiting = Shortage.objects.filter(order_id=order_id, settled_at=None).order_by("id")
    for shortage_id in list(waiting.values_list("id", flat=True)):
        end_shortage(shortage_id=shortage_id, way=ShortWay.CALLED_OFF, by=by, at=at)


def settle_withheld_of(order: Order, *, at: datetime) -> None:
    """What was found missing though sold is held, now that as much is unsold."""
    for sku_id in {line.sku_id for line in order.lines.all()} & set(skus_withheld()):
        settle_withheld(sku_id=sku_id, by=SYSTEM, at=at)
