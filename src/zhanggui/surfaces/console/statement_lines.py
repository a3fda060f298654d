"""The lines of a statement on the console, page by page, each with what it is about and its transfers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhanggui.domain.finance import origins
from zhanggui.domain.finance.models import Statement, StatementLine
from zhanggui.domain.finance.queries import lines_of
from zhanggui.domain.freight import tracing
from zhanggui.domain.freight.models import BillLine, FreightStatement
from zhanggui.domain.freight.queries import statement_lines
from zhanggui.kernel.ids import id_in
from zhanggui.kernel.numbers import whole_number
from zhanggui.mechanisms.ledger.journal import Moved
from zhanggui.surfaces.console.present import linked
from zhanggui.surfaces.design.shown import money_text

PAGE = 100
LINES_MOST = 10_000_000
FIELDS = {"title": _("Lines"), "template": "console/panels/statement_lines.html"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One line: where it stands, what it is about, in words and as links, its amounts, its transfers."""

    position: int
    badge: str
    about: str
    links: Sequence[str]
    cells: Sequence[str]
    moved: Sequence[Moved]


def of_supplier(request: HttpRequest, statement: Statement) -> dict[str, Any]:
    """The lines of a supplier's statement, and what the statement itself booked."""
    after = whole_number(request.GET.get("after", ""), most=LINES_MOST) or 0
    found = lines_of(statement, after=after, limit=PAGE + 1)
    lines = found[:PAGE]
    moved = origins.moves_of_lines(statement, lines)
    rate = pgettext_lazy("settlement", "Rate")
    return {
        **FIELDS,
        "headings": (_("Pieces"), _("Amount"), rate, _("Commission"), _("Net")),
        "rows": [_sold(one, moved[one.id]) for one in lines],
        "more": lines[-1].position if len(found) > PAGE else None,
        "booked": origins.moves_of_statement(statement),
    }


def of_carrier(request: HttpRequest, statement: FreightStatement) -> dict[str, Any]:
    """The lines of a carrier's statement, and the transfer it was paid by."""
    found = statement_lines(statement, after=id_in(request.GET.get("after", "")), limit=PAGE + 1)
    lines = found[:PAGE]
    moved = tracing.moves_of_lines(statement, lines)
    return {
        **FIELDS,
        "headings": (_("Billed"), _("Paid by it")),
        "rows": [_carried(one, moved[one.id]) for one in lines],
        "more": lines[-1].id if len(found) > PAGE else None,
        "booked": tracing.moves_of_statement(statement),
    }


def _sold(one: StatementLine, moved: Sequence[Moved]) -> ShownLine:
    goods_return = one.finding.line.goods_return if one.finding else None
    things: list[Any] = [one.order, goods_return, one.charge]
    amounts = money_text(one.amount_fen), one.rate, money_text(one.commission_fen), money_text(one.net_fen)
    return ShownLine(
        position=one.position,
        badge=one.kind,
        about=one.about,
        links=[linked(thing) for thing in things if thing is not None],
        cells=[str(one.pieces or ""), *amounts],
        moved=moved,
    )


def _carried(one: BillLine, moved: Sequence[Moved]) -> ShownLine:
    things: list[Any] = [one.bill]
    if one.accrual is not None:
        things += [one.accrual.shipment, one.accrual.shipment.order]
    return ShownLine(
        position=one.position,
        badge=one.finding,
        about=one.tracking_number,
        links=[linked(thing) for thing in things],
        cells=[money_text(one.billed_fen), money_text(one.settled_fen)],
        moved=moved,
    )
