"""An order as its history tells it."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from zhanggui.kernel.money import Fen
from zhanggui.replay.mapping import at

GUEST = ""


@dataclass(frozen=True, slots=True)
class PastLine:
    """An article of the plan, how many of it, and at what price."""

    sku: str
    quantity: int
    price_fen: Fen
    freight_fen: Fen
    grams: int


@dataclass(frozen=True, slots=True)
class PastPayment:
    """A payment, by whatever means the platform took it."""

    kind: str
    instalments: int
    amount_fen: Fen


@dataclass(frozen=True, slots=True)
class PastReview:
    """What the customer thought of it, and when."""

    score: int
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PastOrder:
    """An order with everything that happened to it."""

    key: str
    file: str
    line: int
    status: str
    person: str
    province: str
    city: str
    postcode: str
    purchased: datetime
    approved: datetime | None
    shipped: datetime | None
    delivered: datetime | None
    promised: datetime | None
    lines: tuple[PastLine, ...]
    payments: tuple[PastPayment, ...]
    reviews: tuple[PastReview, ...]

    @property
    def paid_fen(self) -> Fen:
        """What was paid in all."""
        return sum(payment.amount_fen for payment in self.payments)

    @property
    def worth_fen(self) -> Fen:
        """Goods and freight."""
        return sum(line.price_fen * line.quantity + line.freight_fen for line in self.lines)

    @property
    def grams(self) -> int:
        """What the parcel weighs; where no weight is told, a kilogram."""
        return sum(line.grams for line in self.lines) or 1000

    @property
    def paid_at(self) -> datetime:
        """When the money arrived: never before the order."""
        return max(self.approved or self.purchased, self.purchased) + timedelta(seconds=1)


def read_order(staged: sqlite3.Connection, key: str) -> PastOrder:
    """The order of this key."""
    row = staged.execute(
        "SELECT o.*, c.person, c.province, c.city, c.postcode FROM orders o"
        " LEFT JOIN customers c ON c.key = o.customer WHERE o.key = ?",
        (key,),
    ).fetchone()
    return PastOrder(
        key=key,
        file=row["file"],
        line=row["line"],
        status=row["status"],
        person=row["person"] if row["person"] is not None else row["customer"],
        province=province_of(row["province"]),
        city=row["city"] or "–",
        postcode=row["postcode"] or "",
        purchased=at(row["purchased"]),
        approved=_moment(row["approved"]),
        shipped=_moment(row["shipped"]),
        delivered=_moment(row["delivered"]),
        promised=_moment(row["promised"]),
        lines=_lines(staged, key),
        payments=_payments(staged, key),
        reviews=_reviews(staged, key),
    )


def province_of(told: str | None) -> str:
    """A province as an address has it."""
    return (told or "–")[:40]


def _moment(text: str | None) -> datetime | None:
    return at(text) if text else None


def _lines(staged: sqlite3.Connection, key: str) -> tuple[PastLine, ...]:
    """Equal lines are one line with more pieces: each article stands once on an order."""
    rows = staged.execute(
        "SELECT i.sku, sum(i.quantity), i.price, sum(i.freight), sum(i.quantity * coalesce(p.grams, 0))"
        " FROM items i LEFT JOIN products p ON p.key = i.product WHERE i.order_key = ?"
        " GROUP BY i.sku, i.price ORDER BY min(i.position)",
        (key,),
    )
    return tuple(PastLine(*row) for row in rows)


def _payments(staged: sqlite3.Connection, key: str) -> tuple[PastPayment, ...]:
    rows = staged.execute(
        "SELECT kind, max(instalments, 1), amount FROM payments WHERE order_key = ? ORDER BY position", (key,)
    )
    return tuple(PastPayment(*row) for row in rows)


def _reviews(staged: sqlite3.Connection, key: str) -> tuple[PastReview, ...]:
    rows = staged.execute(
        "SELECT score, words, written FROM reviews WHERE order_key = ? ORDER BY written, line", (key,)
    )
    return tuple(PastReview(score, words, at(written)) for score, words, written in rows)
