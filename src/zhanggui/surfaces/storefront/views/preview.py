"""The shop's pages as they will be at a moment, for those who write and review its columns."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from zhanggui.domain.columns.capabilities import SEE_COLUMNS
from zhanggui.domain.columns.models import ColumnVersion
from zhanggui.domain.columns.queries import standing, with_version
from zhanggui.domain.columns.rules import audiences
from zhanggui.domain.columns.states import Audience, Place
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import id_in
from zhanggui.surfaces.design.shown import moment_text
from zhanggui.surfaces.storefront import doors, places

READERS = {
    Audience.VISITORS: audiences(signed_in=False, has_ordered=False),
    Audience.NEWCOMERS: audiences(signed_in=True, has_ordered=False),
    Audience.MEMBERS: audiences(signed_in=True, has_ordered=True),
}


@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """A place of the shop at ``at`` as ``audience`` sees it, with ``version`` as if it were approved.

    Prices are those of that moment, and so is what is planned for the air; stock is of now. Nobody else finds
    this page.
    """
    if not doors.actor_of(request).may(SEE_COLUMNS):
        raise Http404
    at = _moment(request.GET.get("at", ""))
    version = _version(request.GET.get("version", ""))
    place, key = (Place(version.place), version.place_key) if version else (Place.HOME, "")
    audience = _audience(request.GET.get("audience", ""), version)
    columns = standing(place, at=at, audiences=READERS[audience], keys=[key])
    if version is not None:
        columns = with_version(columns, version)
    if place == Place.HOME and not columns:
        columns = places.furnished()
    context = {
        "places": places.draw(columns, at=at),
        "preview": {
            "moment": moment_text(at),
            "said": _said(audience),
            "at": f"{at.astimezone(SHANGHAI):%Y-%m-%dT%H:%M}",
            "audience": audience.value,
            "audiences": [(one.value, label) for one, label in _readers().items()],
            "version": version.pk if version else "",
        },
        "canonical": "",
    }
    response = render(request, "storefront/home.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _moment(asked: str) -> datetime:
    try:
        moment = datetime.fromisoformat(asked[:32])
    except ValueError:
        return clock.now()
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _version(asked: str) -> ColumnVersion | None:
    wanted = id_in(asked)
    return ColumnVersion.objects.select_related("column").filter(pk=wanted).first() if wanted else None


def _audience(asked: str, version: ColumnVersion | None) -> Audience:
    """Whoever was asked for; else somebody whom the version is for."""
    known = {audience.value: audience for audience in READERS}
    if asked in known:
        return known[asked]
    return known.get(version.audience, Audience.VISITORS) if version else Audience.VISITORS


def _readers() -> dict[Audience, str]:
    return {
        Audience.VISITORS: gettext("A visitor"),
        Audience.NEWCOMERS: gettext("A member who has never ordered"),
        Audience.MEMBERS: gettext("A member"),
    }


def _said(audience: Audience) -> str:
    return {
        Audience.VISITORS: gettext("Seen as a visitor sees it."),
        Audience.NEWCOMERS: gettext("Seen as a member who has never ordered sees it."),
        Audience.MEMBERS: gettext("Seen as a member sees it."),
    }[audience]
