"""What a customer wants to buy, as they say it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from zhanggui.kernel.money import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWish:
    """So many pieces of a SKU, at the price that was announced to the customer."""

    sku_id: UUID
    quantity: int
    announced_fen: Fen
    slot_goods_id: UUID | None = None
    no_return_confirmed: bool = False
    freight_fen: Fen = 0


@dataclass(frozen=True, slots=True)
class Announced:
    """What the customer was told the order comes to, and how many gifts go with it."""

    payable_fen: Fen
    gifts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWish:
    """What a customer wants to buy. ``key`` makes asking twice harmless.

    ``consent`` is how a caller agreed, where an agent orders for them. ``freight_fen`` and
    ``discount_fen`` are given only where they were agreed elsewhere, in a history.
    """

    customer_id: UUID | None
    channel: str
    method: str
    address_id: UUID
    lines: tuple[LineWish, ...]
    key: str
    freight_fen: Fen | None = None
    discount_fen: Fen = 0
    promised_on: date | None = None
    invoice_wish: dict[str, Any] | None = None
    consent: str = ""
    coupons: tuple[str, ...] = ()
    """Codes of the customer's coupons that are to be used."""
    points: int = 0
    """How many of the customer's points are to be used, as far as they may."""
    announced: Announced | None = None
    """What was announced is what is charged: with any other total the order is not placed."""
    origin: str = ""
    """The code of a campaign, where the customer came by its link or said it."""
    column: str = field(default="", repr=False)
    """The code of the column the customer came through. It is no part of what is ordered: asked again after
    looking at another page, it is the same order."""
