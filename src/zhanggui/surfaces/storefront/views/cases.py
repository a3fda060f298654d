"""Asking for something after the sale: which rights stand, and the form of each."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.offering import OfferedLine, offered
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.queries import Returnable, returnable
from zhanggui.domain.aftersales.states import FAULTS, Cause, Remedy, ReturnKind
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.queries import order_numbered
from zhanggui.journeys import swap
from zhanggui.journeys.request_return import ExchangeWish, request_exchange, request_return
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import FEN_MAX, fen
from zhanggui.kernel.numbers import whole_number
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.surfaces.storefront import doors
from zhanggui.surfaces.storefront.views.returns import cause_of


@dataclass(frozen=True, slots=True)
class Open:
    """One remedy as the page offers it: where it is asked for, or why it cannot be."""

    remedy: Remedy
    address: str
    why_not: str


@doors.customers_only
@require_safe
def rights(request: HttpRequest, number: str) -> HttpResponse:
    """Every article of an order with what can be asked for it, until when, and by which law."""
    by, at = doors.actor_of(request), clock.now()
    order = order_numbered(number, by=by)
    found = offered(order.id, by=by, at=at)
    lines = [{"line": one.line, "offered": [_open(remedy, order, one) for remedy in Remedy]} for one in found]
    sources = list(dict.fromkeys(each.source for one in found for each in one.offered if each.is_open))
    return render(
        request, "storefront/after_sales.html", {"order": order, "lines": lines, "sources": sources}
    )


def _open(remedy: Remedy, order: Order, one: OfferedLine) -> Open:
    line = one.line.line_id
    addresses = {
        Remedy.RETURN: reverse("storefront:return", args=[order.number]),
        Remedy.EXCHANGE: reverse("storefront:exchange", args=[order.number, line]),
        Remedy.REPAIR: reverse("storefront:repair", args=[order.number, line]),
        Remedy.REFUND_ONLY: f"{reverse('storefront:money_back', args=[order.number])}?line={line}",
    }
    refusals = [each.refusal for each in one.offered if each.remedy == remedy]
    refused = None if None in refusals else refusals[-1]
    return Open(remedy, addresses[remedy], doors.said(refused) if refused else "")


@doors.customers_only
@require_http_methods(["GET", "POST"])
def exchange(request: HttpRequest, number: str, line: UUID) -> HttpResponse:
    """Other pieces for these: what there is, and the difference of each."""
    by, at = doors.actor_of(request), clock.now()
    order, one = _line(number, line, by)
    given = request.POST if request.method == "POST" else request.GET
    kind = ReturnKind.QUALITY if given.get("kind") == ReturnKind.QUALITY else ReturnKind.NO_REASON
    pieces = min(max(_count(given.get("pieces", "")), 1), max(one.left, 1))
    bought = order.lines.select_related("sku__goods", "order").get(pk=line)
    choices = swap.choices(bought, pieces=pieces, kind=kind, at=at)
    problems = []
    if request.method == "POST":
        try:
            sku, _, announced = given.get("choice", "").partition(":")
            chosen = next((each for each in choices if str(each.wanted.sku_id) == sku), None)
            if chosen is None:
                raise NotFound
            wish = ExchangeWish(
                order_id=order.id,
                pieces=Pieces(line, pieces),
                sku_id=chosen.wanted.sku_id,
                announced_fen=whole_number(announced, least=-FEN_MAX, most=FEN_MAX) or 0,
                kind=kind,
                key=given.get("key", "")[:80],
                cause=cause_of(given.get("cause", "")),
                reason=given.get("reason", "").strip()[:400],
            )
            return _to_case(request, request_exchange(wish=wish, by=by, at=at))
        except Refusal as refusal:
            problems = [doors.said(refusal)]
    context = {
        **_form(order, one, problems, causes=list(Cause)),
        "kind": kind,
        "pieces": pieces,
        "choices": choices,
        "counts": range(1, one.left + 1),
    }
    return render(request, "storefront/exchange.html", context, status=422 if problems else 200)


@doors.customers_only
@require_http_methods(["GET", "POST"])
def repair(request: HttpRequest, number: str, line: UUID) -> HttpResponse:
    """It does not work, and shall be mended."""
    by, at = doors.actor_of(request), clock.now()
    order, one = _line(number, line, by)
    problems = []
    if request.method == "POST":
        try:
            wish = ReturnWish(
                order_id=order.id,
                kind=ReturnKind.QUALITY,
                pieces=(Pieces(line, _count(request.POST.get("pieces", ""))),),
                key=request.POST.get("key", "")[:80],
                reason=request.POST.get("reason", "").strip()[:400],
                remedy=Remedy.REPAIR,
                cause=Cause.DEFECTIVE,
            )
            return _to_case(request, request_return(wish=wish, by=by, at=at))
        except Refusal as refusal:
            problems = [doors.said(refusal)]
    context = {**_form(order, one, problems, causes=[]), "counts": range(1, one.to_repair + 1)}
    return render(request, "storefront/repair.html", context, status=422 if problems else 200)


@doors.customers_only
@require_http_methods(["GET", "POST"])
def money_back(request: HttpRequest, number: str) -> HttpResponse:
    """Money and no goods: it did not arrive, or is kept though something is wrong with it."""
    by, at = doors.actor_of(request), clock.now()
    order = order_numbered(number, by=by)
    lines = returnable(order.id, by=by)
    arrived = order.delivered_at is not None
    problems = []
    if request.method == "POST":
        try:
            case = request_return(wish=_money_wish(request, order, lines), by=by, at=at)
            return _to_case(request, case)
        except Refusal as refusal:
            problems = [doors.said(refusal)]
    causes = [one for one in Cause if one in FAULTS] if arrived else [Cause.NOT_RECEIVED]
    context = {
        **_form(order, None, problems, causes=causes),
        "lines": [line for line in lines if line.left],
        "chosen": request.GET.get("line", ""),
        "arrived": arrived,
    }
    return render(request, "storefront/money_back.html", context, status=422 if problems else 200)


def _money_wish(request: HttpRequest, order: Order, lines: list[Returnable]) -> ReturnWish:
    given = request.POST
    if order.delivered_at is None:
        pieces = tuple(Pieces(line.line_id, line.left) for line in lines if line.left)
    else:
        count = _count(given.get("pieces", ""))
        pieces = tuple(
            Pieces(line.line_id, count) for line in lines if str(line.line_id) == given.get("line")
        )
    yuan = given.get("yuan", "").strip()
    unsent = order.shipped_at is None
    return ReturnWish(
        order_id=order.id,
        kind=ReturnKind.NO_REASON if unsent else ReturnKind.QUALITY,
        pieces=pieces,
        key=given.get("key", "")[:80],
        reason=given.get("reason", "").strip()[:400],
        remedy=Remedy.REFUND_ONLY,
        cause=cause_of(given.get("cause", "")),
        asked_fen=fen(yuan) or None if yuan else None,
    )


def _line(number: str, line_id: UUID, by: Any) -> tuple[Order, Returnable]:
    order = order_numbered(number, by=by)
    one = next((each for each in returnable(order.id, by=by) if each.line_id == line_id), None)
    if one is None:
        raise NotFound
    return order, one


def _count(text: str) -> int:
    return whole_number(text, most=999) or 1


def _form(
    order: Order, one: Returnable | None, problems: list[str], *, causes: list[Cause]
) -> dict[str, Any]:
    return {"order": order, "line": one, "problems": problems, "causes": causes, "key": new_id().hex}


def _to_case(request: HttpRequest, case: Return) -> HttpResponse:
    doors.tell(request, gettext("Your case has the number %(number)s.") % {"number": case.number})
    return HttpResponseRedirect(reverse("storefront:case", args=[case.number]))
