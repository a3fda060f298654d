"""Quoting: what an order would cost, and whether it could be placed. Nothing is written or reserved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhanggui.domain.pricing.queries import offers_of
from zhanggui.domain.sales import rules
from zhanggui.journeys import claims
from zhanggui.journeys.order_wish import LineWish
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A line at today's price."""

    sku: UUID
    name: str
    quantity: int
    unit_fen: Fen | None
    available: bool
    stops: list[str]
    return_policy: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Lines and totals."""

    lines: list[QuotedLine]
    goods_fen: Fen
    freight_fen: Fen
    payable_fen: Fen


def quote(*, lines: Sequence[LineWish], at: datetime) -> Quote:
    """What these lines cost now. Raises ``NotFound`` for an unknown SKU."""
    from_slot = any(line.slot_goods_id for line in lines)
    offers = offers_of([line.sku_id for line in lines], at=at, from_slot=from_slot)
    stock = ledger.balances({claims.source(line.sku_id, line.slot_goods_id) for line in lines})
    quoted = []
    for line in lines:
        offer = offers.get(line.sku_id)
        if offer is None:
            raise NotFound()
        left = stock[claims.source(line.sku_id, line.slot_goods_id)].available
        quoted.append(
            QuotedLine(
                sku=line.sku_id,
                name=f"{offer.name} {offer.sku_name}".strip(),
                quantity=line.quantity,
                unit_fen=offer.amount_fen,
                available=left >= line.quantity and not offer.stops,
                stops=list(offer.stops),
                return_policy=offer.return_policy,
            )
        )
    goods = sum((line.unit_fen or 0) * line.quantity for line in quoted)
    freight = rules.freight(goods)
    return Quote(lines=quoted, goods_fen=goods, freight_fen=freight, payable_fen=goods + freight)
