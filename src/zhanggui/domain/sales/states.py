"""The life of an order, as a table. Payment and fulfilment are told by their own rows and timestamps."""

from enum import StrEnum

from zhanggui.kernel.refusal import Refusal


class OrderState(StrEnum):
    """Where an order stands towards its customer."""

    PLACED = "placed"
    """Waits for its payment; its stock is reserved until ``expires_at``."""
    CONFIRMED = "confirmed"
    """Paid, or to be paid in cash on delivery: to be delivered."""
    COMPLETED = "completed"
    """Delivered, and nothing can be returned without a reason any more."""
    CANCELLED = "cancelled"
    """Called off by the customer or the house before it was shipped."""
    UNDELIVERED = "undelivered"
    """It never reached its customer, who got the money back."""
    EXPIRED = "expired"
    """Not paid in time; its stock was released. A late payment may still confirm it."""


OVER = frozenset({OrderState.CANCELLED, OrderState.UNDELIVERED, OrderState.EXPIRED})
"""It ended without goods in the hands of its customer; what was paid has gone back."""


class Availability(StrEnum):
    """How a line of a cart can be had at a moment."""

    AVAILABLE = "available"
    SHORT = "short"
    """There is some, but less than is wanted."""
    SOLD_OUT = "sold_out"
    OFF_SALE = "off_sale"
    """It may not be sold: taken off the shelf, stopped, or without a price."""


TRANSITIONS: dict[tuple[OrderState, str], OrderState] = {
    (OrderState.PLACED, "confirm"): OrderState.CONFIRMED,
    (OrderState.PLACED, "cancel"): OrderState.CANCELLED,
    (OrderState.PLACED, "expire"): OrderState.EXPIRED,
    (OrderState.EXPIRED, "confirm"): OrderState.CONFIRMED,
    (OrderState.CONFIRMED, "cancel"): OrderState.CANCELLED,
    (OrderState.CONFIRMED, "complete"): OrderState.COMPLETED,
    (OrderState.CONFIRMED, "end_undelivered"): OrderState.UNDELIVERED,
}
VERBS = frozenset(verb for _, verb in TRANSITIONS)


class OrderNotReady(Refusal):
    """Order {number} is {state}: {verb} is not possible now."""

    code = "order-state"


def after(state: str, verb: str, *, number: str = "") -> OrderState:
    """The state that ``verb`` leads to. Raises ``OrderNotReady`` where the table has no way."""
    try:
        return TRANSITIONS[OrderState(state), verb]
    except KeyError:
        raise OrderNotReady(number=number, state=state, verb=verb) from None
