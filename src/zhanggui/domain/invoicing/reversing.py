"""Red-letter invoices: of a whole invoice, of what a return took from it, or of commission given back."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from zhanggui.domain.invoicing.models import Invoice, InvoiceLine
from zhanggui.domain.invoicing.refusals import HasRedLetter, NotIssuedYet
from zhanggui.domain.invoicing.rules import tax_of_part
from zhanggui.domain.invoicing.states import Colour, InvoiceState, Purpose, RedReason
from zhanggui.domain.invoicing.writing import About, red_line, write_red
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen


def take_back_whole(blue: Invoice, reason: RedReason, *, by: Actor, at: datetime) -> Invoice:
    """A red letter over every line. Refused once a part was taken back: that part was true."""
    if blue.state != InvoiceState.ISSUED or blue.colour != Colour.BLUE or blue.replaced_at:
        raise NotIssuedYet(number=blue.number)
    if _red_letters(blue):
        raise HasRedLetter(number=blue.number)
    lines = [
        red_line(line, line.position, pieces=line.quantity, net_fen=line.net_fen, tax_fen=line.tax_fen)
        for line in blue.lines.order_by("position")
    ]
    blue.replaced_at = at
    blue.save(update_fields=["replaced_at"])
    about = About(
        purpose=Purpose(blue.purpose),
        order=blue.order,
        statement=blue.statement,
        red_of=blue,
        red_reason=reason,
    )
    return write_red(about, lines, by=by, at=at)


def take_back_parts(
    blue: Invoice,
    parts: dict[UUID | None, tuple[int, Fen]],
    *,
    return_id: UUID | None = None,
    clawed_in: Any = None,
    by: Actor,
    at: datetime,
) -> Invoice | None:
    """A red letter over so many pieces and fen of each order line (and, under none, of the freight).

    The tax goes back with its line, so that lines taken back in parts give back exactly their tax.
    """
    net, tax = _left(blue)
    lines: list[InvoiceLine] = []
    for line in blue.lines.order_by("position"):
        pieces, wanted = parts.get(line.order_line_id, (0, 0))
        gross_left = net[line.order_line_id] + tax[line.order_line_id]
        part = min(wanted, gross_left)
        if part <= 0:
            continue
        back = tax_of_part(gross_left, part, line.rate_bp)
        lines.append(red_line(line, len(lines) + 1, pieces=pieces, net_fen=part - back, tax_fen=back))
    if not lines:
        return None
    about = About(
        purpose=Purpose(blue.purpose),
        order=blue.order,
        statement=blue.statement,
        red_of=blue,
        red_reason=RedReason.RETURNED if return_id else RedReason.ALLOWANCE,
        goods_return_id=return_id,
        clawed_in=clawed_in,
    )
    return _written(about, blue, lines, by=by, at=at)


def _written(
    about: About, blue: Invoice, lines: Sequence[InvoiceLine], *, by: Actor, at: datetime
) -> Invoice:
    red = write_red(about, lines, by=by, at=at)
    taken = sum(one.total_fen for one in _red_letters(blue))
    if blue.total_fen + taken == 0:
        blue.replaced_at = at
        blue.save(update_fields=["replaced_at"])
    return red


def _left(blue: Invoice) -> tuple[Counter[UUID | None], Counter[UUID | None]]:
    """Net and tax that no red letter has taken back yet, by order line."""
    net: Counter[UUID | None] = Counter()
    tax: Counter[UUID | None] = Counter()
    reds = [one.pk for one in _red_letters(blue)]
    for line in InvoiceLine.objects.filter(invoice_id__in=[blue.pk, *reds]):
        net[line.order_line_id] += line.net_fen
        tax[line.order_line_id] += line.tax_fen
    return net, tax


def _red_letters(blue: Invoice) -> Sequence[Invoice]:
    return list(Invoice.objects.filter(red_of=blue).exclude(state=InvoiceState.WITHDRAWN))
