"""What the chain reads and what it answers: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhanggui.domain.promotions.rules.terms import Promotion
from zhanggui.kernel.money import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """So many pieces of one SKU at today's price, and the least that a piece may come to (cost, approval)."""

    key: str
    """Names the line, and settles ties."""
    sku: str
    category: str
    """Its path: the codes of the categories from the root, each ended by a slash."""
    supplier: str
    quantity: int
    unit_fen: Fen
    floor_fen: Fen = 0
    price_kind: str = "normal"

    @property
    def amount_fen(self) -> Fen:
        """What the line costs before anything is taken off."""
        return self.unit_fen * self.quantity


@dataclass(frozen=True, slots=True)
class Coupon:
    """A coupon somebody holds, under the terms of its promotion."""

    code: str
    promotion: Promotion


@dataclass(frozen=True, slots=True)
class GiftOffer:
    """What may be given away: its price of today, its stated value (PX-07), and how many are left."""

    unit_fen: Fen
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket:
    """Everything the chain may know. ``promotions`` are those in force that this buyer may still use."""

    lines: tuple[Line, ...]
    promotions: tuple[Promotion, ...] = ()
    coupons: tuple[Coupon, ...] = ()
    points: int = 0
    """How many points the buyer wants to use, and has."""
    points_percent: int = 0
    """How much of the amount points may pay at most."""
    new_member: bool = False
    """Has never bought anything."""
    gifts: Mapping[str, GiftOffer] = field(default_factory=dict)
    """What can be given away, by SKU."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an explanation: what was taken off, by what, in the words that were announced."""

    kind: str
    number: str = ""
    title: str = ""
    fen: Fen = 0
    code: str = ""
    """Of the coupon."""

    def plain(self) -> dict[str, Any]:
        """As it is kept on the order line."""
        kept: dict[str, Any] = {"step": self.kind, "fen": self.fen}
        for name in ("number", "title", "code"):
            if value := getattr(self, name):
                kept[name] = value
        return kept


@dataclass(frozen=True, slots=True)
class Tab:
    """What one line has come to so far. Every calculator takes tabs and returns tabs."""

    line: Line
    steps: tuple[Step, ...] = ()
    bundled: int = 0
    """Pieces sold in a bundle: no other promotion of goods counts them."""
    bundled_fen: Fen = 0
    """What those pieces come to."""

    @property
    def off_fen(self) -> Fen:
        return sum(step.fen for step in self.steps)

    @property
    def paid_fen(self) -> Fen:
        """What is left to pay for the line."""
        return self.line.amount_fen - self.off_fen

    @property
    def open_fen(self) -> Fen:
        """What the pieces outside bundles come to."""
        return self.paid_fen - self.bundled_fen

    @property
    def room_fen(self) -> Fen:
        """How much may still be taken off: down to the floor, and never below zero."""
        return max(0, self.paid_fen - max(0, self.line.floor_fen) * self.line.quantity)

    def has(self, kind: str) -> bool:
        """Whether something of this kind was taken off already."""
        return any(step.kind == kind for step in self.steps)


@dataclass(frozen=True, slots=True)
class Given:
    """A gift: so many pieces of a SKU, with its stated value, by a promotion, for these lines."""

    promotion: Promotion
    sku: str
    quantity: int
    unit_fen: Fen
    earned_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Priced:
    """The answer: a tab for each line in the order given, the gifts, the coupons and points used."""

    tabs: tuple[Tab, ...]
    given: tuple[Given, ...] = ()
    coupons: tuple[Coupon, ...] = ()
    points: int = 0

    @property
    def amount_fen(self) -> Fen:
        """The goods at their prices, gifts not among them."""
        return sum(tab.line.amount_fen for tab in self.tabs)

    @property
    def off_fen(self) -> Fen:
        """Everything taken off, points included."""
        return sum(tab.off_fen for tab in self.tabs)

    @property
    def paid_fen(self) -> Fen:
        """What the goods come to."""
        return self.amount_fen - self.off_fen
