"""The arithmetic of invoices: what is kept of an order, and what a return takes from it. Integers of fen."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from zhanggui.domain.invoicing.states import BuyerKind, Treatment, VatKind
from zhanggui.kernel.money import Fen, share, tax_in

RATES = {
    Treatment.STANDARD: "tax.vat_goods_bp",
    Treatment.LOW: "tax.vat_low_bp",
    Treatment.SERVICES: "tax.vat_services_bp",
}
"""Under which key the dated rate of each treatment stands. Exempt goods have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """Whom an invoice names; for a special invoice also where the firm sits and banks."""

    kind: BuyerKind
    name: str
    code: str = ""
    vat_kind: VatKind = VatKind.ORDINARY
    contact: str = ""
    """Address and telephone."""
    bank: str = ""
    """Bank and account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxClass:
    """How something is taxed, on a day."""

    treatment: Treatment
    class_code: str
    short_name: str
    rate_bp: int
    bars_special: bool = False


DELIVERY = ("3040407000000000000", "物流辅助服务")
BROKERAGE = ("3040802000000000000", "经纪代理服务")
"""What the house itself sells: delivery to customers, and selling for suppliers (税总函〔2016〕56 号)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """So many pieces of something, what was paid for them with tax, and how they are taxed."""

    order_line_id: UUID | None
    name: str
    quantity: int
    gross_fen: Fen
    taxed: TaxClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What was paid for a line of an order, after discounts, with tax and without freight."""

    line_id: UUID
    quantity: int
    paid_fen: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack:
    """Pieces that came back, and what went back for them, freight included where it was due."""

    return_id: UUID
    line_id: UUID
    pieces: int
    refund_fen: Fen
    goods_fen: Fen


@dataclass(slots=True)
class Kept:
    """What is left of an order: by line, and of the freight (under no line)."""

    pieces: dict[UUID | None, int]
    fen: dict[UUID | None, Fen]

    @classmethod
    def of(cls, lines: Iterable[Bought], freight_fen: Fen) -> "Kept":
        lines = list(lines)
        return cls(
            {None: 1, **{line.line_id: line.quantity for line in lines}},
            {None: freight_fen, **{line.line_id: line.paid_fen for line in lines}},
        )

    def take(self, back: GivenBack) -> dict[UUID | None, Fen]:
        """Take away what went back: first from its goods, then from the freight, then wherever it is left.

        >>> line = UUID(int=1)
        >>> kept = Kept.of([Bought(line_id=line, quantity=2, paid_fen=200)], 10)
        >>> whole = GivenBack(return_id=line, line_id=line, pieces=2, refund_fen=210, goods_fen=200)
        >>> kept.take(whole) == {line: 200, None: 10}, kept.fen
        (True, {None: 0, UUID('00000000-0000-0000-0000-000000000001'): 0})
        """
        self.pieces[back.line_id] -= back.pieces
        left, taken = back.refund_fen, dict[UUID | None, Fen]()
        limits = [(back.line_id, back.goods_fen), (None, left), *((line, left) for line in self.fen)]
        for line, limit in limits:
            part = min(left, limit, self.fen[line])
            if part > 0:
                taken[line] = taken.get(line, 0) + part
                self.fen[line] -= part
                left -= part
        return taken


def paid_by_line(lines: Sequence[tuple[UUID, int, Fen]], goods_paid_fen: Fen) -> list[Bought]:
    """What each line (id, pieces, price after its own discount) cost, where an order had a discount beyond.

    >>> [one.paid_fen for one in paid_by_line([(UUID(int=1), 1, 100), (UUID(int=2), 1, 50)], 120)]
    [80, 40]
    """
    prices = [price for _, _, price in lines]
    paid = prices if sum(prices) == goods_paid_fen else share(goods_paid_fen, prices)
    return [
        Bought(line_id=line_id, quantity=pieces, paid_fen=fen)
        for (line_id, pieces, _), fen in zip(lines, paid, strict=True)
    ]


def tax_of_part(left_fen: Fen, part_fen: Fen, rate_bp: int) -> Fen:
    """The tax that goes back with a part: however a line is taken back, all of its tax in the end.

    >>> sum(tax_of_part(left, part, 1300) for left, part in [(9, 3), (6, 5), (1, 1)]) == tax_in(9, 1300)
    True
    """
    return tax_in(left_fen, rate_bp) - tax_in(left_fen - part_fen, rate_bp)


def in_force(path: str, classes: Mapping[str, Any]) -> Any:
    """What is said for the nearest branch of the tree, else for all the rest (under the empty code)."""
    for code in reversed(path.strip("/").split("/")):
        if code in classes:
            return classes[code]
    return classes.get("")


def is_class_code(code: str) -> bool:
    """Whether this can be a code of the national table.

    >>> is_class_code("3040802000000000000"), is_class_code("304")
    (True, False)
    """
    return re.fullmatch(r"[0-9]{19}", code) is not None


def content(invoice: Any, lines: Iterable[Any]) -> dict[str, Any]:
    """Everything the tax platform is told of an invoice, and by which it knows that it is the same again."""
    return {
        "serial": str(invoice.id),
        "colour": invoice.colour,
        "vat_kind": invoice.vat_kind,
        "buyer": {
            "kind": invoice.buyer_kind,
            "name": invoice.buyer_name,
            "code": invoice.buyer_code,
            "contact": invoice.buyer_contact,
            "bank": invoice.buyer_bank,
        },
        "seller": {"name": invoice.seller_name, "code": invoice.seller_code},
        "red_of": str(invoice.red_of_id or ""),
        "red_reason": invoice.red_reason,
        "net_fen": invoice.net_fen,
        "tax_fen": invoice.tax_fen,
        "lines": [
            {
                "name": f"*{line.short_name}*{line.name}",
                "class": line.class_code,
                "quantity": line.quantity,
                "rate_bp": None if line.treatment == Treatment.EXEMPT else line.rate_bp,
                "net_fen": line.net_fen,
                "tax_fen": line.tax_fen,
            }
            for line in lines
        ],
    }
