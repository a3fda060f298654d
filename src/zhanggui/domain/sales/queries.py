"""Reads about orders and carts, for journeys, pages and reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from zhanggui.domain.sales import rules
from zhanggui.domain.sales.capabilities import SEE_ORDERS
from zhanggui.domain.sales.models import Address, Cart, CartLine, Order, OrderLine
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.schema.compiled import Compiled, Given, attach
from zhanggui.schema.encrypted import keyed_hash

_HELD = Compiled(lambda: Order.objects.locked().filter(pk=Given("order")))
_LINES = Compiled(lambda: OrderLine.objects.filter(order=Given("order")).order_by("position"))


def may_see(order: Order, by: Actor) -> bool:
    """Their own order, or any for those who serve customers."""
    return order.customer_id == by.account_id or by.may(SEE_ORDERS)


def held_order(order_id: UUID, *, by: Actor) -> Order:
    """The order, held until the transaction ends. ``NotFound`` for anybody it does not concern."""
    order = _HELD.first(order=order_id)
    if order is None or not may_see(order, by):
        raise NotFound()
    return order


def order_concerning(order_id: UUID, *, by: Actor) -> Order:
    """The order, only read. ``NotFound`` for anybody it does not concern."""
    order = Order.objects.filter(pk=order_id).first()
    if order is None or not may_see(order, by):
        raise NotFound()
    return order


def order_on_its_way(order_id: UUID) -> Order:
    """The order, held until the transaction ends, for those who bring it: they may touch it by their duty."""
    order = _HELD.first(order=order_id)
    if order is None:
        raise NotFound()
    return order


def order_numbered(number: str, *, by: Actor) -> Order:
    """An order by its number, with its lines. ``NotFound`` for anybody it does not concern."""
    order = Order.objects.filter(number=number).select_related("address").prefetch_related("lines").first()
    if order is None or not may_see(order, by):
        raise NotFound()
    return order


def order_asked_as(key: str, *, by: Actor) -> Order | None:
    """The order that this person placed under this idempotency key, if they did."""
    return Order.objects.filter(request_key=f"{by.account_id}:{key}").first()


def orders_of(account_id: UUID) -> QuerySet[Order]:
    """A customer's orders, newest first."""
    mine = Order.objects.filter(customer_id=account_id).prefetch_related("lines")
    return mine.order_by("-placed_at", "-id")


AT_THE_STAGE: dict[str, Q] = {
    "unpaid": Q(state=OrderState.PLACED),
    "to_ship": Q(state=OrderState.CONFIRMED, shipped_at=None),
    "to_receive": Q(shipped_at__isnull=False, delivered_at=None, ended_at=None),
    "delivered": Q(delivered_at__isnull=False),
    "ended": Q(state__in=[OrderState.CANCELLED, OrderState.EXPIRED]),
}
"""Where an order stands, as its customer asks for it."""


def after_order(mine: QuerySet[Order], number: str) -> QuerySet[Order]:
    """The orders that come after this one in the list; all of them, if there is none of that number."""
    last = mine.filter(number=number).values_list("placed_at", "id").first()
    if last is None:
        return mine
    return mine.filter(Q(placed_at__lt=last[0]) | Q(placed_at=last[0], id__lt=last[1]))


def orders_to_expire(at: datetime, *, limit: int) -> list[UUID]:
    """Unpaid orders whose time is over, held for us alone: other workers skip them."""
    due = (
        Order.objects.due_to_expire(at)
        .order_by("expires_at")
        .select_for_update(skip_locked=True, of=("self",))
    )
    return list(due.values_list("id", flat=True)[:limit])


def orders_to_complete(
    delivered_before: datetime, *, but: "QuerySet[Any, UUID] | None" = None, limit: int
) -> list[UUID]:
    """Delivered orders whose time to return is over, ``but`` those that something still comes back from."""
    over = Order.objects.filter(state=OrderState.CONFIRMED, delivered_at__lt=delivered_before)
    if but is not None:
        over = over.exclude(pk__in=but)
    return list(over.order_by("delivered_at").values_list("id", flat=True)[:limit])


def goods_by_supplier(order_id: UUID) -> Mapping[UUID, Fen]:
    """What each supplier's goods on the order cost."""
    amounts: dict[UUID, Fen] = {}
    for line in _LINES.all(order=order_id):
        amounts[line.supplier_id] = amounts.get(line.supplier_id, 0) + line.amount_fen
    return amounts


def know_lines(order: Order) -> None:
    """Read the lines of an order once, for a journey that asks for them again and again."""
    attach(order, "lines", _LINES.all(order=order.id))


@dataclass(frozen=True, slots=True)
class MaskedAddress:
    """An address as it may stand on a screen others can see."""

    id: UUID
    recipient: str
    mobile: str
    region: str
    street: str


def masked(address: Address) -> MaskedAddress:
    """Enough of an address to recognise it."""
    return MaskedAddress(
        id=address.id,
        recipient=rules.masked_name(address.recipient),
        mobile=rules.masked_mobile(address.mobile),
        region=f"{address.province}{address.city}{address.district}",
        street=rules.masked_street(address.street),
    )


def addresses_of(account_id: UUID) -> list[Address]:
    """The addresses a customer uses: the preferred one, then the latest."""
    used = Address.objects.filter(account_id=account_id, retired_at=None)
    return list(used.order_by(F("preferred_at").desc(nulls_last=True), "-created_at"))


def address_of(address_id: UUID, *, account_id: UUID | None) -> Address:
    """An address that is this customer's, or a guest's where there is no account."""
    address = Address.objects.filter(pk=address_id, retired_at=None).first()
    if address is None or address.account_id != account_id:
        raise NotFound()
    return address


def addresses_with_mobile(mobile: str) -> list[Address]:
    """Addresses used with a telephone number: how the phone desk finds a caller without an account."""
    found = Address.objects.filter(mobile_hash=keyed_hash(mobile), retired_at=None)
    return list(found.order_by("-created_at")[:20])


def cart_lines(account_id: UUID) -> list[CartLine]:
    """What is in a customer's cart."""
    lines = CartLine.objects.filter(cart__account_id=account_id).select_related("sku__goods", "slot_goods")
    return list(lines.order_by("added_at"))


def hold_cart(account_id: UUID) -> None:
    """Hold a customer's cart, if they have one, until the transaction ends."""
    Cart.objects.locked().filter(account_id=account_id).first()


def cart_count(account_id: UUID) -> int:
    """How many different things are in a customer's cart."""
    return CartLine.objects.filter(cart__account_id=account_id).count()


def cart_of(account_id: UUID) -> Cart | None:
    """A customer's cart, if they have one."""
    return Cart.objects.filter(account_id=account_id).first()


def has_ordered(account_id: UUID) -> bool:
    """Whether this customer has ever placed an order."""
    return Order.objects.filter(customer_id=account_id).exists()


def invoices_wished(since: datetime, until: datetime) -> list[tuple[UUID, Mapping[str, Any]]]:
    """Orders completed in this time whose customers wished for an invoice, and what they wished."""
    over = Order.objects.filter(completed_at__range=(since, until), invoice_wish__isnull=False)
    rows = over.order_by("completed_at").values_list("pk", "invoice_wish")
    return [(order_id, wish) for order_id, wish in rows if wish]


def delivered_by_province(*, since: datetime, until: datetime) -> Mapping[str, int]:
    """Orders delivered in a span of time, by the province they went to."""
    delivered = Order.objects.filter(delivered_at__gte=since, delivered_at__lt=until)
    rows = delivered.values_list("address__province").annotate(many=Count("id"))
    return dict(rows.order_by("address__province"))
