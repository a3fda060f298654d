"""Orders, for programs."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Header, Router, Schema, Status
from pydantic import BaseModel, ConfigDict, Field

from zhanggui.domain.payments.queries import payment_state, payments_of
from zhanggui.domain.sales import queries
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import AddressWish, add_address, retire_address
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.journeys.order_wish import Announced, LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.quote import QuoteWish, quote
from zhanggui.kernel import clock
from zhanggui.surfaces.api.callers import caller
from zhanggui.surfaces.api.idempotency import once
from zhanggui.surfaces.api.told import told

router = Router()
addresses = Router()
quotes = Router()
Text = Annotated[str, Field(max_length=200)]
Key = Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=40)]


class Strict(BaseModel):
    """A request body: what is not known is refused.

    Not the framework's own kind of model, which wraps each for the sake of templates and query sets: what
    is read here is plain JSON, and read for every order.
    """

    model_config = ConfigDict(extra="forbid")


class LineIn(Strict):
    """So many pieces of a SKU, at the price that was announced to the customer."""

    sku: UUID
    quantity: Annotated[int, Field(ge=1, le=99)]
    announced_fen: Annotated[int, Field(ge=0, le=10**15)]
    slot_goods: UUID | None = None
    no_return_confirmed: bool = False


Coupons = Annotated[list[Annotated[str, Field(max_length=16)]], Field(max_length=10)]
Points = Annotated[int, Field(ge=0, le=10**9)]


class AnnouncedIn(Strict):
    """What the customer was told: with any other total or number of gifts the order is not placed."""

    payable_fen: Annotated[int, Field(ge=0, le=10**15)]
    gifts: Annotated[int, Field(ge=0, le=1000)] = 0


class OrderIn(Strict):
    """An order to be placed. Without ``customer``: for the caller."""

    address: UUID
    lines: Annotated[list[LineIn], Field(min_length=1, max_length=50)]
    method: Literal["gateway", "bank_transfer", "cash_on_delivery"] = "gateway"
    channel: Literal["web", "air", "phone", "api"] = "api"
    customer: UUID | None = None
    invoice_title: Annotated[str, Field(max_length=120)] = ""
    invoice_tax_number: Annotated[str, Field(max_length=20)] = ""
    consent: Text = ""
    coupons: Coupons = []
    points: Points = 0
    announced: AnnouncedIn | None = None


class PlacedOut(BaseModel):
    """The order as it was placed; ``repeated`` when the same key had placed it before."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    number: str
    state: str
    payable_fen: int
    expires_at: datetime | None
    repeated: bool


class StepOut(Schema):
    """One step of how a price came about: the price, then what each promotion took off."""

    step: str
    fen: int
    number: str = ""
    title: str = ""
    code: str = ""


class LineOut(Schema):
    """A line as it was bought."""

    sku: UUID = Field(alias="sku_id")
    name: str
    quantity: int
    unit_fen: int
    amount_fen: int
    discount_fen: int
    explanation: list[StepOut]


class OrderOut(Schema):
    """An order and where it stands."""

    number: str
    state: str
    payment: str
    channel: str
    goods_fen: int
    freight_fen: int
    discount_fen: int
    payable_fen: int
    placed_at: datetime
    expires_at: datetime | None
    promised_on: date | None
    shipped_at: datetime | None
    delivered_at: datetime | None
    lines: list[LineOut]


class CancelIn(Strict):
    reason: Annotated[str, Field(min_length=1, max_length=200)]


@router.post("", response={201: PlacedOut, 200: PlacedOut})
def place(request: HttpRequest, body: OrderIn, key: Key) -> Status[Any]:
    """Place an order. Send the same ``Idempotency-Key`` again after a lost answer: it is placed once."""
    by = caller(request)
    title, code = body.invoice_title, body.invoice_tax_number
    invoice = {"kind": "firm", "title": title, "uscc": code} if code else {"kind": "personal", "title": title}
    wish = OrderWish(
        customer_id=body.customer or by.account_id,
        channel=body.channel,
        method=body.method,
        address_id=body.address,
        lines=tuple(
            LineWish(
                sku_id=line.sku,
                quantity=line.quantity,
                announced_fen=line.announced_fen,
                slot_goods_id=line.slot_goods,
                no_return_confirmed=line.no_return_confirmed,
            )
            for line in body.lines
        ),
        key=key,
        invoice_wish=invoice if title else None,
        consent=body.consent,
        coupons=tuple(body.coupons),
        points=body.points,
        announced=Announced(body.announced.payable_fen, body.announced.gifts) if body.announced else None,
    )
    placed = place_order(wish=wish, by=by, at=clock.now())
    return Status((200 if placed.repeated else 201), placed)


@router.get("", response=list[OrderOut])
def mine(request: HttpRequest, limit: Annotated[int, Field(ge=1, le=100)] = 20) -> list[dict[str, Any]]:
    """The caller's own orders, newest first."""
    return [_shown(order) for order in queries.orders_of(caller(request).account_id)[:limit]]


@router.get("{number}", response=OrderOut)
def one(request: HttpRequest, number: str) -> dict[str, Any]:
    """One order."""
    return _shown(queries.order_numbered(number, by=caller(request)))


@router.post("{number}/cancellation", response=OrderOut)
@once
def cancellation(request: HttpRequest, number: str, body: CancelIn) -> dict[str, Any]:
    """Cancel an order that has not been shipped. What was paid goes back the way it came."""
    by = caller(request)
    order = queries.order_numbered(number, by=by)
    cancel_order(order_id=order.id, reason=body.reason, by=by, at=clock.now())
    return _shown(queries.order_numbered(number, by=by))


def _shown(order: Order) -> dict[str, Any]:
    state = payment_state(order.payable_fen, payments_of(order.id))
    return told(OrderOut, order, payment=state, lines=list(order.lines.all()))


class QuoteIn(Strict):
    """What somebody means to order. Without ``coupons`` the caller's best combination is used."""

    lines: Annotated[list[LineIn], Field(min_length=1, max_length=50)]
    customer: UUID | None = None
    coupons: Coupons | None = None
    points: Points = 0


class QuotedLine(Schema):
    """A line at today's price and how it came about; a gift is a line whose whole value is taken off."""

    sku: UUID
    name: str
    quantity: int
    unit_fen: int | None
    amount_fen: int
    discount_fen: int
    explanation: list[StepOut]
    available: bool
    stops: list[str]
    return_policy: str
    gift: bool


class QuotedCoupon(Schema):
    """A coupon the customer holds, and what it would do for this order."""

    code: str
    title: str
    valid_until: datetime
    used: bool
    saves_fen: int
    why_not: str
    missing_fen: int


class QuoteOut(Schema):
    """Lines and totals; ``coupons`` and ``points`` say what was used and what could be."""

    lines: list[QuotedLine]
    goods_fen: int
    discount_fen: int
    freight_fen: int
    payable_fen: int
    coupons: list[QuotedCoupon]
    points: int
    points_have: int
    points_most: int


@quotes.post("", response=QuoteOut)
def quoted(request: HttpRequest, body: QuoteIn) -> Any:
    """What an order of these lines would cost now, why, and whether it could be placed. Reserves nothing."""
    by = caller(request)
    lines = [
        LineWish(
            sku_id=line.sku,
            quantity=line.quantity,
            announced_fen=line.announced_fen,
            slot_goods_id=line.slot_goods,
        )
        for line in body.lines
    ]
    wish = QuoteWish(
        lines=lines, customer_id=body.customer or by.account_id, coupons=body.coupons, points=body.points
    )
    return quote(wish=wish, by=by, at=clock.now())


class AddressIn(Strict):
    recipient: Annotated[str, Field(max_length=60)]
    mobile: Annotated[str, Field(max_length=20)]
    province: Annotated[str, Field(max_length=40)]
    city: Annotated[str, Field(max_length=60)]
    district: Annotated[str, Field(max_length=60)] = ""
    street: Text
    postcode: Annotated[str, Field(max_length=10)] = ""


class AddressOut(Schema):
    """An address, masked: enough to recognise it."""

    id: UUID
    recipient: str
    mobile: str
    region: str
    street: str


@addresses.post("", response={201: AddressOut})
@once
def new_address(request: HttpRequest, body: AddressIn) -> Status[Any]:
    """Write an address of the caller down."""
    by = caller(request)
    wish = AddressWish(**body.model_dump())
    added = add_address(account_id=by.account_id, wish=wish, by=by, at=clock.now())
    return Status(201, queries.masked(added))


@addresses.get("", response=list[AddressOut])
def my_addresses(request: HttpRequest) -> list[Any]:
    """The caller's addresses."""
    return [queries.masked(address) for address in queries.addresses_of(caller(request).account_id)]


@addresses.delete("{address_id}", response={204: None})
@once
def drop_address(request: HttpRequest, address_id: UUID) -> Status[None]:
    """Put an address aside."""
    retire_address(address_id=address_id, by=caller(request), at=clock.now())
    return Status(204, None)
