"""Profit and loss by month, channel, programme and supplier, and the tax of each month; also for Excel."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.finance import figures, reports
from zhanggui.domain.finance.figures import Column, Figure, Place
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
    "commission_fen": _("Commission"),
    "delivery_fen": _("Delivery"),
    "penalties_fen": _("Penalties"),
    "given_away_fen": _("Given away"),
    "other_fen": _("Other costs"),
    "result_fen": pgettext_lazy("books", "Result"),
    "tax_fen": _("Output tax"),
}
VOUCHERS = 50
"""Of those behind a figure, so many on a page."""
ASKED = ("by", "first", "last", "column", "key")
"""What an address says of a figure."""
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


def way_name(key: date | str | None, way: By) -> str:
    """A month, channel, programme or supplier as people read it."""
    if key is None:
        return gettext("Not of one alone")
    if isinstance(key, date):
        return f"{key:%Y-%m}"
    return str(states.shown(key).word) if way is By.CHANNEL else key


def _cells(row: WayRow) -> list[tuple[str, int, str]]:
    """Every figure of a row: its column, the amount, and what opens the vouchers behind it."""
    key = "" if row.key is None else str(row.key)
    return [(name, getattr(row, name), urlencode({"column": name, "key": key})) for name in NAMES]


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
        rows=[(way_name(row.key, way), _cells(row)) for row in rows],
        sums=[(name, fen) for name, fen in _sums(rows).items()],
        span=urlencode({"by": way.value, "first": f"{first:%Y-%m}", "last": f"{last:%Y-%m}"}),
        plot=_plot(rows, way, "result_fen"),
        commission=_plot(rows, way, "commission_fen"),
        taxes=reports.taxes(first, last, by=by),
    )
    return TemplateResponse(request, "console/profit.html", context)


def _plot(rows: Sequence[WayRow], way: By, name: str) -> list[tuple[str, int, str]]:
    """One bar for each of the first rows: its name, the amount, and the amount in words."""
    amounts = [(_short(way_name(row.key, way)), getattr(row, name)) for row in rows[:DRAWN]]
    return [(short, fen, f"¥{yuan(fen)}") for short, fen in amounts]


def _short(name: str) -> str:
    return name if len(name) <= 6 else name[:5] + "…"


@page("profit/figure/", "profit_figure")
def profit_figure(request: HttpRequest) -> HttpResponse:
    """The vouchers behind one figure; each opens its transfers, and these what they were about."""
    by, figure = acting(request), _figure(request)
    found = figures.vouchers_of(figure, before=_place(request), limit=VOUCHERS + 1, by=by)
    shown = found[:VOUCHERS]
    asked = {name: request.GET[name] for name in ASKED if name in request.GET}
    last = shown[-1].voucher if len(found) > VOUCHERS else None
    context = shell(
        request,
        title=NAMES[figure.column],
        way_word=WAYS[figure.way],
        name=gettext("Sum of all") if figure.whole else way_name(figure.key, figure.way),
        first=f"{figure.first:%Y-%m}",
        last=f"{figure.last:%Y-%m}",
        span=urlencode(
            {"by": figure.way.value, "first": f"{figure.first:%Y-%m}", "last": f"{figure.last:%Y-%m}"}
        ),
        parts=shown,
        only="" if figure.whole or figure.way is By.MONTH else _only(figure),
        sum_fen=figures.sum_of(figure, by=by),
        more=urlencode({**asked, "before": f"{last.month:%Y-%m}.{last.number}"}) if last else "",
    )
    return TemplateResponse(request, "console/profit_figure.html", context)


def _figure(request: HttpRequest) -> Figure:
    """The figure an address asks for; without a key it is the sum of the column."""
    way, (first, last), key = _way(request), _months(request), request.GET.get("key")
    try:
        column = Column(request.GET.get("column", ""))
        known = date.fromisoformat(key) if key and way is By.MONTH else key or None
    except ValueError:
        raise Http404 from None
    return Figure(way=way, first=first, last=last, column=column, key=known, whole=key is None)


def _only(figure: Figure) -> str:
    """What keeps a voucher to the transfers of this figure's way of selling."""
    return urlencode({"by": figure.way.value, "key": figure.key or ""})


def _place(request: HttpRequest) -> Place | None:
    month, _dot, number = request.GET.get("before", "").partition(".")
    try:
        return date.fromisoformat(month + "-01"), int(number)
    except ValueError:
        return None


@page("profit.xlsx", "profit_file")
def profit_file(request: HttpRequest) -> HttpResponse:
    """The same rows for Excel, with their sum."""
    by, (first, last), way = acting(request), _months(request), _way(request)
    rows = reports.profit_by(way, first, last, by=by)
    headings = [str(WAYS[way]), *(str(name) for name in NAMES.values())]
    told: list[tuple[Any, ...]] = [
        (way_name(row.key, way), *(yuan(getattr(row, name)) for name in NAMES)) for row in rows
    ]
    told.append((gettext("Sum"), *(yuan(fen) for fen in _sums(rows).values())))
    return sheet(f"profit-{way}-{first:%Y-%m}-{last:%Y-%m}", headings, told)
