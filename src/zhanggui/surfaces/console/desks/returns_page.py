"""How much comes back and why: rates by article, supplier and programme, as plots and for Excel."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from zhanggui.domain.aftersales import statistics
from zhanggui.domain.aftersales.statistics import By, Rate
from zhanggui.identity.actor import Actor
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.design import states
from zhanggui.surfaces.design.sheets import sheet

WINDOWS = (7, 30, 90, 365)
PLOTTED = 12


@page("after-sales/rates/", "return_rates")
@require_safe
def return_rates(request: HttpRequest) -> HttpResponse:
    """Of what was delivered in the last so many days: how much came back, of whom, and why."""
    by, asked = acting(request), _asked(request)
    rows = statistics.rates(asked["grouped"], since=asked["since"], until=asked["until"], by=by)
    causes = statistics.causes(since=asked["since"], until=asked["until"], by=by)
    context = shell(
        request,
        title=gettext("What comes back, and why"),
        rows=rows,
        whole=_sum(rows),
        plot=[(row.name, row.rate * 100, _share(row.rate)) for row in rows[:PLOTTED] if row.given_back],
        causes=[(_cause(cause), float(pieces), str(pieces)) for cause, _cases, pieces in causes],
        days=_by_day(asked, by),
        kinds=_kinds(),
        windows=WINDOWS,
        **asked,
    )
    return render(request, "console/return_rates.html", context)


@page("after-sales/rates.xlsx", "return_rates_sheet")
@require_safe
def return_rates_sheet(request: HttpRequest) -> HttpResponse:
    """The same rows for Excel."""
    by, asked = acting(request), _asked(request)
    rows = statistics.rates(asked["grouped"], since=asked["since"], until=asked["until"], by=by)
    headings = [
        gettext("Code"), gettext("Name"), gettext("Delivered"), gettext("Returned"), gettext("Exchanged"),
        gettext("Repaired"), gettext("Money only"), gettext("Rate"), gettext("Refunded"),
    ]  # fmt: skip
    lines = (
        (
            row.code, row.name, row.delivered, row.returned, row.exchanged, row.repaired, row.money_only,
            round(row.rate, 4), row.refund_fen / 100,
        )
        for row in rows
    )  # fmt: skip
    return sheet(f"return-rates-{asked['grouped']}", headings, lines)


def _asked(request: HttpRequest) -> dict[str, Any]:
    given = request.GET
    grouped = By(given["by"]) if given.get("by") in list(By) else By.ARTICLE
    days = int(given["days"]) if given.get("days") in {str(one) for one in WINDOWS} else 30
    today = clock.now().astimezone(SHANGHAI).date()
    last = min(_day(given.get("until", ""), today), today)
    until = datetime.combine(last + timedelta(days=1), time(), SHANGHAI)
    return {"grouped": grouped, "window": days, "since": until - timedelta(days=days), "until": until}


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def _kinds() -> list[tuple[str, str]]:
    return [
        (By.ARTICLE.value, gettext("By article")),
        (By.SUPPLIER.value, gettext("By supplier")),
        (By.PROGRAMME.value, gettext("By programme")),
    ]


def _sum(rows: list[Rate]) -> Rate:
    names = ("delivered", "returned", "exchanged", "repaired", "money_only", "refund_fen")
    return Rate(code="", name="", **{name: sum(getattr(row, name) for row in rows) for name in names})


def _by_day(asked: dict[str, Any], by: Actor) -> list[int]:
    """Cases opened on each day since the window began, until today."""
    found = dict(statistics.cases_by_day(since=asked["since"], until=asked["until"], by=by))
    first, last = asked["since"].date(), clock.now().astimezone(SHANGHAI).date()
    return [found.get(first + timedelta(days=n), 0) for n in range((last - first).days + 1)]


def _share(value: float) -> str:
    return f"{value * 100:.1f}%"


def _cause(code: str) -> str:
    return str(states.shown(code).word) if code else gettext("No reason given")
