"""Profit and loss by month, channel, programme and supplier, and the tax of each month; also for Excel."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from zhanggui.domain.finance import reports
from zhanggui.domain.finance.reports import By, WayRow
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import yuan
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.design import states
from zhanggui.surfaces.design.sheets import sheet

WAYS = {
    By.MONTH: _("Month"),
    By.CHANNEL: _("Channel"),
    By.PROGRAMME: _("Programme"),
    By.SUPPLIER: _("Supplier"),
}
NAMES = {
    "commission_fen": noop("Commission"),
    "delivery_fen": noop("Delivery"),
    "penalties_fen": noop("Penalties"),
    "given_away_fen": noop("Given away"),
    "other_fen": noop("Other costs"),
    "result_fen": noop("Result"),
    "tax_fen": noop("Output tax"),
}
DRAWN = 12
"""As many bars can be read beside each other."""


def _months(request: HttpRequest) -> tuple[date, date]:
    today = clock.now().astimezone(SHANGHAI).date().replace(day=1)
    first, last = (_month(request.GET.get(name, ""), today) for name in ("first", "last"))
    return min(first, last), max(first, last)


def _month(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text + "-01")
    except ValueError:
        return otherwise


def _way(request: HttpRequest) -> By:
    wanted = request.GET.get("by", "")
    return By(wanted) if wanted in set(By) else By.MONTH


def _name(row: WayRow, way: By) -> str:
    if row.key is None:
        return gettext("Not of one alone")
    if isinstance(row.key, date):
        return f"{row.key:%Y-%m}"
    return str(states.shown(row.key).word) if way is By.CHANNEL else row.key


def _sums(rows: Sequence[WayRow]) -> dict[str, int]:
    return {name: sum(getattr(row, name) for row in rows) for name in NAMES}


@page("profit/", "profit")
def profit(request: HttpRequest) -> HttpResponse:
    """What each way of selling brought, and the value added tax of the same months."""
    by, (first, last), way = acting(request), _months(request), _way(request)
    rows = reports.profit_by(way, first, last, by=by)
    context = shell(
        request,
        title=_("Profit and loss"),
        first=f"{first:%Y-%m}",
        last=f"{last:%Y-%m}",
        way=way.value,
        ways=[(each.value, word) for each, word in WAYS.items()],
        way_word=WAYS[way],
        rows=[(_name(row, way), row) for row in rows],
        sums=_sums(rows),
        plot=_plot(rows, way, "result_fen"),
        commission=_plot(rows, way, "commission_fen"),
        taxes=reports.taxes(first, last, by=by),
    )
    return TemplateResponse(request, "console/profit.html", context)


def _plot(rows: Sequence[WayRow], way: By, name: str) -> list[tuple[str, int, str]]:
    """One bar for each of the first rows: its name, the amount, and the amount in words."""
    amounts = [(_short(_name(row, way)), getattr(row, name)) for row in rows[:DRAWN]]
    return [(short, fen, f"¥{yuan(fen)}") for short, fen in amounts]


def _short(name: str) -> str:
    return name if len(name) <= 6 else name[:5] + "…"


@page("profit.xlsx", "profit_file")
def profit_file(request: HttpRequest) -> HttpResponse:
    """The same rows for Excel, with their sum."""
    by, (first, last), way = acting(request), _months(request), _way(request)
    rows = reports.profit_by(way, first, last, by=by)
    headings = [str(WAYS[way]), *(gettext(name) for name in NAMES.values())]
    told: list[tuple[Any, ...]] = [
        (_name(row, way), *(yuan(getattr(row, name)) for name in NAMES)) for row in rows
    ]
    told.append((gettext("Sum"), *(yuan(fen) for fen in _sums(rows).values())))
    return sheet(f"profit-{way}-{first:%Y-%m}-{last:%Y-%m}", headings, told)
