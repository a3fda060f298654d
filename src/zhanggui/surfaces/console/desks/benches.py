"""The packing bench on a phone or a table: scan, box, weigh, second look, label; every step by a scanner."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.delivery.capabilities import SEE_PARCELS
from zhanggui.domain.delivery.operations.take_pick_list import take_pick_list
from zhanggui.domain.delivery.rules import PACKING_CHECKS
from zhanggui.domain.packing import boxes, labels, queries
from zhanggui.domain.packing.capabilities import BENCH, KEEP_BOXES, LOOK_AGAIN
from zhanggui.domain.packing.models import BoxType
from zhanggui.domain.packing.operations import (
    Trouble,
    add_box_type,
    close_parcel,
    leave_bench,
    look_again,
    report_pack_trouble,
    retire_box_type,
    scan_into_parcel,
    take_to_bench,
    weigh_parcel,
)
from zhanggui.domain.packing.rules import Box, Why, expected_grams
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.numbers import whole_number
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act
from zhanggui.surfaces.console.desk import Desk, register
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import asked, line, whole
from zhanggui.surfaces.design.templatetags.design import said

WAREHOUSE = SEE_PARCELS.roles - {Role.SERVICE}
TROUBLES = [
    ("missing", _("Missing: it is nowhere in the tote")),
    ("damaged", _("Damaged")),
    ("wrong", _("Wrong: another article lay in its place")),
]
WHYS = {
    Why.FITS: _("Everything fits"),
    Why.TOO_HEAVY: _("Bears less than the goods weigh"),
    Why.TOO_LONG: _("A piece is longer than the box"),
    Why.TOO_SMALL: _("The pieces have more volume"),
    Why.NO_ROOM: _("The pieces do not lie beside and upon each other"),
}


def _whole(request: HttpRequest, name: str, otherwise: int = 0) -> int:
    written = request.POST.get(name, "").strip() or str(otherwise)
    return whole_number(written, most=9_999_999) or 0


def _sku(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("sku", ""))
    except ValueError as problem:
        raise Http404 from problem


@page("pack/", "pack")
def benches(request: HttpRequest) -> HttpResponse:
    """Scan a pick list or an order; what waits for a bench, and what the scales stopped."""
    by = acting(request)
    by.require(SEE_PARCELS)
    if code := request.GET.get("code", "").strip():
        try:
            there = queries.found(code, by=by)
        except Refusal as refusal:
            messages.error(request, said(refusal))
            return HttpResponseRedirect(reverse("admin:pack"))
        name, key = (
            ("pack_list", there.pick_list_id) if there.pick_list_id else ("pack_part", there.allocation_id)
        )
        return HttpResponseRedirect(reverse(f"admin:{name}", args=[key]))
    context = shell(
        request,
        title=gettext("Packing bench"),
        totes=queries.totes(by=by),
        stopped=queries.stopped(by=by)[:50],
    )
    return TemplateResponse(request, "console/pack.html", context)


@page("pack/list/<uuid:pk>/", "pack_list")
def tote(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The orders of one tote. A scanned piece opens the order it goes into, and is checked in at once."""
    by = acting(request)
    by.require(SEE_PARCELS)
    if request.method == "POST":
        code, now = request.POST.get("code", "")[:80], clock.now()
        try:
            part = queries.part_wanting(pk, code, by=by)
            take_to_bench(allocation_id=part, by=by, at=now)
            scan_into_parcel(allocation_id=part, code=code, by=by, at=now)
        except Refusal as refusal:
            messages.error(request, said(refusal))
            return HttpResponseRedirect(reverse("admin:pack_list", args=[pk]))
        return HttpResponseRedirect(reverse("admin:pack_part", args=[part]))
    parts = queries.parts_of(pk, by=by)
    number = parts[0].pick_list.number if parts and parts[0].pick_list else gettext("Everything is packed")
    context = shell(request, title=number, parts=parts, mine=by.account_id, packs=by.may(BENCH))
    return TemplateResponse(request, "console/pack_list.html", context)


@page("pack/<uuid:pk>/", "pack_part")
def bench(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One parcel: scan each piece, take the box, weigh, close. What is wrong is told where it is found."""
    by = acting(request)
    by.require(SEE_PARCELS)
    if request.method == "POST":
        try:
            to = _do(request, pk, by)
        except Refusal as refusal:
            messages.error(request, said(refusal))
            to = ""
        return HttpResponseRedirect(to or reverse("admin:pack_part", args=[pk]))
    part = queries.part(pk, by=by)
    step = _step(part, by)
    context = shell(
        request,
        title=part.allocation.order.number,
        part=part,
        step=step,
        troubles=TROUBLES,
        checks=PACKING_CHECKS.items(),
        looks=by.may(LOOK_AGAIN)
        and step == "stopped"
        and part.bench
        and part.bench.packer_id != by.account_id,
        leaves=step in ("scan", "box") or (step == "other" and Role.LOGISTICS_MANAGER in by.roles),
        **(_boxes(part) if step == "box" else {}),
    )
    return TemplateResponse(request, "console/pack_part.html", context)


def _step(part: queries.Part, by: Actor) -> str:
    """Which of its steps the page shows."""
    if part.allocation.state != "picked":
        return "packed" if part.allocation.state in ("packed", "shipped") else "released"
    if part.bench is None or part.bench.packer_id is None:
        return "take"
    if part.bench.state == "stopped":
        return "stopped"
    if part.bench.packer_id != by.account_id:
        return "other"
    if part.bench.state == "weighed":
        return "close"
    return "scan" if part.left else "box"


def _boxes(part: queries.Part) -> dict[str, Any]:
    """The proposed box with its explanation, and what the parcel should weigh in it."""
    tried = boxes.tried(part.pieces)
    proposed = boxes.proposed(part.pieces)
    known = boxes.sizes(part.pieces)
    return {
        "tried": [(one, WHYS[one.why]) for one in tried],
        "proposed": proposed,
        "expected": expected_grams(known, proposed.tare_grams) if proposed else None,
        "unmeasured": sum(size is None for size in known),
        "boxes": queries.boxes_in_use(),
    }


def _do(request: HttpRequest, pk: UUID, by: Actor) -> str:
    """What the button or the scanner said; where to go then, if not back to the bench."""
    told = request.POST
    terms: dict[str, Any] = {"allocation_id": pk, "by": by, "at": clock.now()}
    match told.get("verb", "scan"):
        case "take":
            take_to_bench(**terms)
        case "leave":
            leave_bench(**terms)
        case "weigh":
            weigh_parcel(**terms, box_code=told.get("box", "")[:16], weight_grams=_whole(request, "weight"))
        case "look":
            look_again(**terms, accept=told.get("accept") == "yes", reason=told.get("reason", ""))
        case "close":
            parcel = close_parcel(**terms, checks=told.getlist("check"))
            return reverse("admin:parcel_label", args=[parcel.pk])
        case "trouble":
            return _tell(request, pk, by)
        case _:
            scan_into_parcel(**terms, code=told.get("code", "")[:80], pieces=_whole(request, "pieces", 1))
    return ""


def _tell(request: HttpRequest, pk: UUID, by: Actor) -> str:
    """Report what is wrong; whoever found it fetches what replaces it, with a list of its own."""
    what, now = request.POST.get("what", ""), clock.now()
    if what not in dict(TROUBLES):
        raise Http404
    told = Trouble(_sku(request), what, _whole(request, "pieces", 1), request.POST.get("note", "")[:200])
    became = report_pack_trouble(allocation_id=pk, trouble=told, by=by, at=now)
    if became is None:
        messages.success(request, gettext("Written down. Put it back on its shelf, and fetch the right one."))
        return ""
    if became.waiting:
        messages.warning(
            request,
            gettext("No other is free anywhere: the customer is told, and the rest of the order goes on."),
        )
    if became.elsewhere:
        messages.success(request, gettext("Another warehouse sends what is lacking."))
    if became.part is None:
        return reverse("admin:pack")
    if became.part.pick_list is None or not became.found_here:
        return reverse("admin:pack_part", args=[became.part.pk])
    fetching = take_pick_list(pick_list_id=became.part.pick_list.pk, by=by, at=now)
    messages.success(
        request,
        gettext("Fetch the other piece with list %(number)s; the rest stays in the tote.")
        % {"number": fetching.number},
    )
    return reverse("admin:walk", args=[fetching.pk])


@page("pack/label/<uuid:pk>/", "parcel_label")
def label(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The label and the delivery note of a parcel, to be printed."""
    by = acting(request)
    context = shell(request, title=gettext("Label"), label=labels.label(pk, by=by), parcel=pk)
    return TemplateResponse(request, "console/parcel_label.html", context)


@register(BoxType)
class BoxTypeDesk(Desk):
    """The boxes that are packed into: edges inside, empty weight, and what each bears."""

    roles = WAREHOUSE
    columns = (
        "code",
        "name",
        "length_mm",
        "width_mm",
        "height_mm",
        "tare_grams",
        "limit_grams",
        "retired_at",
    )
    ordering = ("retired_at", "code")
    starts = (
        Act(
            "add",
            _("Add a box"),
            lambda d: add_box_type(
                box=Box(d["code"], (d["length"], d["width"], d["height"]), d["tare"], d["limit"]),
                name=d["name"],
                by=d.by,
                at=d.at,
            ),
            capability=KEEP_BOXES,
            form=asked(
                code=line(_("Code"), limit=16),
                name=line(_("Name"), limit=60),
                length=whole(_("Length inside, mm"), least=1, most=5_000),
                width=whole(_("Width inside, mm"), least=1, most=5_000),
                height=whole(_("Height inside, mm"), least=1, most=5_000),
                tare=whole(_("Empty weight with filling, grams"), most=50_000),
                limit=whole(_("Bears at most, grams"), least=1, most=200_000),
            ),
        ),
    )
    acts = (
        Act(
            "retire",
            _("Use it no longer"),
            lambda d: retire_box_type(box_id=d.thing.pk, by=d.by, at=d.at),
            capability=KEEP_BOXES,
            offered=lambda box: box.retired_at is None,
            tone="danger",
        ),
    )
