"""Giving something back: which rights stand until when, the request, and the way back."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhanggui.domain.aftersales.operations.add_picture import add_picture
from zhanggui.domain.aftersales.operations.arrange_pickup import Span, arrange_pickup
from zhanggui.domain.aftersales.operations.note_sent import Parcel, note_sent
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.queries import (
    Returnable,
    picture_content,
    return_numbered,
    returnable,
    returns_of,
)
from zhanggui.domain.aftersales.refusals import NoSuchTime
from zhanggui.domain.aftersales.states import OPEN, Cause, ReturnKind, ReturnState
from zhanggui.domain.payments.queries import due_fen
from zhanggui.domain.sales.queries import order_numbered
from zhanggui.journeys.decide_return import withdraw_return
from zhanggui.journeys.request_return import request_return
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.norms import norm
from zhanggui.kernel.numbers import whole_number
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.mechanisms.documents.web import as_response
from zhanggui.surfaces.storefront import doors
from zhanggui.surfaces.storefront.stories import case_story

PAGE = 20
PICTURES_AT_ONCE = 6


@doors.customers_only
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """What of an order can go back, and why it should."""
    by, at = doors.actor_of(request), clock.now()
    order = order_numbered(number, by=by)
    lines = returnable(order.id, by=by)
    gifts = {
        line.id for line in order.lines.all() if any(step["step"] == "gift" for step in line.explanation)
    }
    context = {
        "order": order,
        "lines": lines,
        "gifts": gifts,
        "now": at,
        "key": new_id().hex,
        "causes": [one for one in Cause if one != Cause.NOT_RECEIVED],
        "problems": [],
    }
    if request.method == "POST":
        try:
            asked = request_return(wish=_wish(request, order.id, lines), by=by, at=at)
            doors.tell(request, gettext("Your return has the number %(number)s.") % {"number": asked.number})
            return HttpResponseRedirect(reverse("storefront:case", args=[asked.number]))
        except Refusal as refusal:
            context["problems"] = [doors.said(refusal)]
    return render(request, "storefront/return.html", context)


def _wish(request: HttpRequest, order_id: UUID, lines: list[Returnable]) -> ReturnWish:
    given = request.POST
    counts = {line.line_id: whole_number(given.get(f"pieces:{line.line_id}", ""), most=999) for line in lines}
    return ReturnWish(
        order_id=order_id,
        kind=ReturnKind.QUALITY if given.get("kind") == ReturnKind.QUALITY else ReturnKind.NO_REASON,
        pieces=tuple(Pieces(line, count) for line, count in counts.items() if count),
        key=given.get("key", "")[:80],
        reason=given.get("reason", "").strip()[:400],
        cause=cause_of(given.get("cause", "")),
    )


def cause_of(text: str) -> Cause | None:
    """The cause that was chosen, if one was."""
    return Cause(text) if text in list(Cause) else None


@doors.customers_only
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All my cases, the latest first."""
    found = returns_of(doors.actor_of(request).account_id)
    if before := request.GET.get("before", "")[:40]:
        found = found.filter(requested_at__lt=_moment(before))
    page = list(found[: PAGE + 1])
    more = page[PAGE - 1].requested_at.isoformat() if len(page) > PAGE else ""
    return render(request, "storefront/cases.html", {"cases": page[:PAGE], "before": more})


def _moment(text: str) -> datetime:
    """A moment out of an address; one that is none leads to the end of the list."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@doors.customers_only
@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One case: where it stands, what happens next, by when, and what it comes to."""
    case = return_numbered(number, by=doors.actor_of(request))
    exchange, at = getattr(case, "exchange", None), clock.now()
    other = exchange.order if exchange else None
    context = {
        "case": case,
        "exchange": exchange,
        "repair": getattr(case, "repair", None),
        "due_fen": due_fen(other.id, payable=other.payable_fen) if other and other.state == "placed" else 0,
        "story": case_story(case),
        "pickup_times": pickup_times(at) if case.state == ReturnState.APPROVED else [],
        "is_open": case.state in OPEN,
    }
    return render(request, "storefront/case.html", context)


def pickup_times(at: datetime) -> list[tuple[str, datetime, datetime]]:
    """When a courier can come: tomorrow and the two days after, in the morning or the afternoon."""
    today = at.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [today + timedelta(days=n) for n in range(1, 4)]
    spans = [(day + timedelta(hours=h), day + timedelta(hours=h + 4)) for day in days for h in (9, 14)]
    return [(since.isoformat(), since, until) for since, until in spans]


@doors.customers_only
@require_POST
def sent(request: HttpRequest, number: str) -> HttpResponse:
    """The parcel is on its way back; or the customer has thought better of it."""
    by, at = doors.actor_of(request), clock.now()
    goods_return = return_numbered(number, by=by)
    try:
        if "withdraw" in request.POST:
            withdraw_return(return_id=goods_return.id, by=by, at=at)
            doors.tell(request, gettext("The return is withdrawn."))
        else:
            parcel = Parcel(
                carrier=request.POST.get("carrier", ""), tracking=request.POST.get("tracking", "")
            )
            note_sent(return_id=goods_return.id, parcel=parcel, by=by, at=at)
            doors.tell(request, gettext("Thank you. We go on when the goods are back and checked."))
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    return HttpResponseRedirect(reverse("storefront:case", args=[number]))


@doors.customers_only
@require_POST
def pickup(request: HttpRequest, number: str) -> HttpResponse:
    """A courier shall come for it."""
    by, at = doors.actor_of(request), clock.now()
    case = return_numbered(number, by=by)
    times = {code: Span(since, until) for code, since, until in pickup_times(at)}
    span = times.get(request.POST.get("time", ""))
    try:
        if span is None:
            raise NoSuchTime(days=norm("return.pickup_days", on=at))
        arrange_pickup(return_id=case.id, span=span, by=by, at=at)
        doors.tell(request, gettext("A courier will come for it."))
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    return HttpResponseRedirect(reverse("storefront:case", args=[number]))


@doors.customers_only
@require_POST
def add_pictures(request: HttpRequest, number: str) -> HttpResponse:
    """Pictures of what is wrong, for whoever decides."""
    by, at = doors.actor_of(request), clock.now()
    case = return_numbered(number, by=by)
    try:
        with transaction.atomic():
            for file in request.FILES.getlist("pictures")[:PICTURES_AT_ONCE]:
                upload = Upload.of(file.name or "", file, file.content_type or "")
                add_picture(return_id=case.id, upload=upload, by=by, at=at)
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    return HttpResponseRedirect(reverse("storefront:case", args=[number]))


@doors.customers_only
@require_safe
def picture(request: HttpRequest, number: str, picture: UUID) -> HttpResponse:
    """A picture of one's own case."""
    return as_response(picture_content(number, picture, by=doors.actor_of(request), at=clock.now()))
