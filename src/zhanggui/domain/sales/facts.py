"""What happens to carts and orders, in the past tense."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("sales.address_added", "A delivery address in {region} was added")
@dataclass(frozen=True, kw_only=True)
class AddressAdded:
    region: str


@trail.fact("sales.address_retired", "A delivery address in {region} was put aside")
@dataclass(frozen=True, kw_only=True)
class AddressRetired:
    region: str


@trail.fact("sales.address_preferred", "The delivery address in {region} comes first")
@dataclass(frozen=True, kw_only=True)
class AddressPreferred:
    region: str


@trail.fact("sales.order_readdressed", "Order {number} goes to {region} now, promised for {promised_on}")
@dataclass(frozen=True, kw_only=True)
class OrderReaddressed:
    number: str
    region: str
    promised_on: str


@trail.fact("sales.invoice_wished", "Order {number}: an invoice is wished ({kind})")
@dataclass(frozen=True, kw_only=True)
class InvoiceWished:
    number: str
    kind: str


@trail.fact("sales.customer_forgotten", "Cart and {addresses} addresses of a closed account were put away")
@dataclass(frozen=True, kw_only=True)
class CustomerForgotten:
    addresses: int


@trail.fact("sales.cart_changed", "The cart holds {quantity} of {sku} now")
@dataclass(frozen=True, kw_only=True)
class CartChanged:
    sku: str
    quantity: int


@trail.fact("sales.cart_merged", "{lines} lines that a visitor had chosen went into the cart")
@dataclass(frozen=True, kw_only=True)
class CartMerged:
    lines: int


@trail.fact("sales.cart_reviewed", "The customer has seen what changed in the cart: {lines} lines")
@dataclass(frozen=True, kw_only=True)
class CartReviewed:
    lines: int


@trail.fact("sales.cart_chosen", "{chosen} lines of the cart are to be ordered, {left_out} are left out")
@dataclass(frozen=True, kw_only=True)
class CartChosen:
    chosen: int
    left_out: int


@trail.fact("sales.cart_ordered", "{lines} lines of the cart are ordered")
@dataclass(frozen=True, kw_only=True)
class CartOrdered:
    lines: int


@trail.fact("sales.order_placed", "Order {number} of {payable_fen} was placed")
@dataclass(frozen=True, kw_only=True)
class OrderPlaced:
    number: str
    payable_fen: int
    channel: str
    method: str
    lines: int
    consent: str = ""


@trail.fact("sales.order_confirmed", "Order {number} was confirmed")
@dataclass(frozen=True, kw_only=True)
class OrderConfirmed:
    number: str


@trail.fact("sales.order_cancelled", "Order {number} was cancelled")
@dataclass(frozen=True, kw_only=True)
class OrderCancelled:
    number: str


@trail.fact("sales.order_expired", "Order {number} was not paid in time")
@dataclass(frozen=True, kw_only=True)
class OrderExpired:
    number: str


@trail.fact("sales.order_shipped", "Order {number} left the warehouse")
@dataclass(frozen=True, kw_only=True)
class OrderShipped:
    number: str


@trail.fact("sales.order_delivered", "Order {number} was signed for")
@dataclass(frozen=True, kw_only=True)
class OrderDelivered:
    number: str


@trail.fact("sales.receipt_confirmed", "The customer confirmed that order {number} has arrived")
@dataclass(frozen=True, kw_only=True)
class ReceiptConfirmed:
    number: str


@trail.fact("sales.order_completed", "Order {number} is complete")
@dataclass(frozen=True, kw_only=True)
class OrderCompleted:
    number: str


@trail.fact("sales.caller_looked_up", "The caller with the number {mobile} was looked up")
@dataclass(frozen=True, kw_only=True)
class CallerLookedUp:
    mobile: str


@trail.fact("sales.payment_link_sent", "A link to pay order {number} was sent to {mobile}")
@dataclass(frozen=True, kw_only=True)
class PaymentLinkSent:
    number: str
    mobile: str


@trail.fact("sales.order_undelivered", "Order {number} never reached its customer and was ended")
@dataclass(frozen=True, kw_only=True)
class OrderUndelivered:
    number: str
