"""Writing an order down: the order and its lines in two statements that nobody waits for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Json

from zhanggui.domain.sales.capabilities import PLACE
from zhanggui.domain.sales.facts import OrderPlaced
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import trail
from zhanggui.schema.pipeline import say
from zhanggui.schema.violations import refuse_as

ORDER_COLUMNS = (
    "id, number, customer_id, placed_by_id, channel, slot_id, method, address_id, goods_fen, freight_fen,"
    " discount_fen, payable_fen, state, invoice_wish, consent, request_key, request_digest, placed_at,"
    " expires_at, confirmed_at, promised_on, end_reason"
)
INSERT_ORDER = f"INSERT INTO sales_order ({ORDER_COLUMNS}) VALUES ({', '.join(['%s'] * 22)})"  # noqa: S608
LINE_COLUMNS = (
    "id, order_id, position, sku_id, version_id, price_id, supplier_id, slot_goods_id, name, quantity,"
    " unit_fen, reference_fen, amount_fen, discount_fen, freight_fen, no_return_confirmed_at,"
    " explanation"
)
LINE_ROW = f"({', '.join(['%s'] * 17)})"
INSERT_LINES = f"INSERT INTO sales_orderline ({LINE_COLUMNS}) VALUES "  # noqa: S608


class RequestRepeated(Refusal):
    """This order has already been placed."""

    code = "request-repeated"


refuse_as("sales_order_request_key_key", RequestRepeated)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A line as it will be frozen."""

    sku_id: UUID
    version_id: UUID
    price_id: UUID
    supplier_id: UUID
    slot_goods_id: UUID | None
    name: str
    quantity: int
    unit_fen: Fen
    reference_fen: Fen | None
    freight_fen: Fen = 0
    no_return_confirmed_at: datetime | None = None
    discount_fen: Fen = 0
    explanation: tuple[dict[str, Any], ...] = ()
    """How its price came about, step by step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An order as it will be written; its identifier and number are given already."""

    id: UUID
    number: str
    customer_id: UUID | None
    channel: str
    slot_id: UUID | None
    method: str
    address_id: UUID
    freight_fen: Fen
    lines: tuple[DraftLine, ...]
    state: str
    request_key: str
    request_digest: str
    expires_at: datetime | None
    discount_fen: Fen = 0
    promised_on: date | None = None
    invoice_wish: dict[str, Any] | None = None
    consent: str = ""

    @property
    def goods_fen(self) -> Fen:
        """What the goods cost before freight and discount."""
        return sum(line.unit_fen * line.quantity for line in self.lines)

    @property
    def payable_fen(self) -> Fen:
        """What the customer owes."""
        return self.goods_fen + self.freight_fen - self.discount_fen


def write_order(*, draft: Draft, by: Actor, at: datetime) -> None:
    """Write the order, its lines and its fact. Fetches nothing, so that it can ride in a pipeline.

    Raises (at the end of the pipeline) ``RequestRepeated`` if an order with this request key exists.
    """
    by.require(PLACE)
    lines = [value for position, line in enumerate(draft.lines, 1) for value in _line(draft, position, line)]
    say(INSERT_ORDER, _order(draft, by, at))
    say(INSERT_LINES + ", ".join([LINE_ROW] * len(draft.lines)), lines)
    placed = OrderPlaced(
        number=draft.number,
        payable_fen=draft.payable_fen,
        channel=draft.channel,
        method=draft.method,
        lines=len(draft.lines),
        consent=draft.consent,
    )
    trail.record(placed, on=trail.Subject("sales.order", draft.id), by=by, at=at)


def _order(draft: Draft, by: Actor, at: datetime) -> tuple[Any, ...]:
    wish = None if draft.invoice_wish is None else Json(draft.invoice_wish)
    return (
        draft.id, draft.number, draft.customer_id, by.account_id, draft.channel, draft.slot_id,
        draft.method, draft.address_id, draft.goods_fen, draft.freight_fen, draft.discount_fen,
        draft.payable_fen, draft.state, wish, draft.consent, draft.request_key, draft.request_digest, at,
        draft.expires_at, at if draft.expires_at is None else None, draft.promised_on, "",
    )  # fmt: skip


def _line(draft: Draft, position: int, line: DraftLine) -> tuple[Any, ...]:
    return (
        new_id(), draft.id, position, line.sku_id, line.version_id, line.price_id, line.supplier_id,
        line.slot_goods_id, line.name, line.quantity, line.unit_fen, line.reference_fen,
        line.unit_fen * line.quantity, line.discount_fen, line.freight_fen, line.no_return_confirmed_at,
        Json(line.explanation),
    )  # fmt: skip
