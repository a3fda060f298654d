"""The warehouse on a phone: a walk picked by scanning."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.delivery import walking
from zhanggui.domain.delivery.capabilities import PICK
from zhanggui.domain.delivery.models import PickList
from zhanggui.domain.delivery.operations.confirm_pick import confirm_pick
from zhanggui.domain.delivery.operations.report_pick_failure import Reported, report_pick_failure
from zhanggui.domain.delivery.operations.scan_pieces import scan_pieces
from zhanggui.domain.delivery.operations.take_pick_list import take_pick_list
from zhanggui.identity.actor import Actor
from zhanggui.kernel import clock
from zhanggui.kernel.numbers import whole_number
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.design.templatetags.design import said

TROUBLES = [("missing", _("Missing")), ("damaged", _("Damaged"))]


@page("walk/<uuid:pk>/", "walk")
def walk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One stop at a time: where to go, what to take, scan it; trouble is told where it is found."""
    by = acting(request)
    if not by.may(PICK):
        raise PermissionDenied
    found = PickList.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            _do(request, found, by)
        except Refusal as refusal:
            messages.error(request, said(refusal))
        return HttpResponseRedirect(reverse("admin:walk", args=[pk]))
    stops = walking.stops(found.pk)
    here = next((stop for stop in stops if not stop.done), None)
    context = shell(
        request,
        title=found.number,
        walk=found,
        mine=found.picker_id == by.account_id,
        stops=stops,
        here=here,
        done=sum(stop.done for stop in stops),
        left=(here.wanted - here.scanned) if here else 0,
        surplus=walking.to_put_back(found.pk, stops),
        troubles=TROUBLES,
        back=reverse("admin:delivery_picklist_change", args=[found.pk]),
    )
    return TemplateResponse(request, "console/walk.html", context)


def _do(request: HttpRequest, found: PickList, by: Actor) -> None:
    """What the button or the scanner said."""
    at, asked = clock.now(), request.POST
    match asked.get("verb", "scan"):
        case "take":
            take_pick_list(pick_list_id=found.pk, by=by, at=at)
        case "finish":
            picked: dict[UUID, int] = {}
            for stop in walking.stops(found.pk):
                picked[stop.sku_id] = picked.get(stop.sku_id, 0) + stop.scanned
            confirm_pick(pick_list_id=found.pk, picked=picked, by=by, at=at)
            messages.success(request, gettext("The walk is finished. On to packing."))
        case "trouble":
            told = report_pick_failure(
                pick_list_id=found.pk,
                shelf_id=_shelf(request),
                what="damaged" if asked.get("what") == "damaged" else "missing",
                pieces=_pieces(request),
                by=by,
                at=at,
            )
            _say(request, told)
        case _:
            scan_pieces(
                pick_list_id=found.pk,
                shelf_id=_shelf(request),
                code=asked.get("code", "")[:80],
                pieces=_pieces(request),
                by=by,
                at=at,
            )


def _say(request: HttpRequest, told: Reported) -> None:
    """What became of the orders that wanted the pieces, and what the picker does next."""
    if told.here:
        text = gettext("Go on: %(pieces)d from another place of this warehouse are on your walk now.")
        messages.success(request, text % {"pieces": told.here})
    if told.elsewhere:
        text = gettext("Another warehouse sends %(pieces)d. Go on with the rest.")
        messages.success(request, text % {"pieces": told.elsewhere})
    if told.waiting:
        text = gettext("%(pieces)d are free nowhere: the customer is told. Go on with the rest of the order.")
        messages.warning(request, text % {"pieces": told.waiting})


def _shelf(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("shelf", ""))
    except ValueError as problem:
        raise Http404 from problem


def _pieces(request: HttpRequest) -> int:
    return whole_number(request.POST.get("pieces", "1"), most=99_999) or 0
