"""The programme guide: a week back and a week ahead, and a word in time before a programme begins."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from zhanggui.domain.broadcast import on_air
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.on_air import ShownSlot
from zhanggui.domain.broadcast.operations.ask_reminder import ask_reminder
from zhanggui.domain.broadcast.operations.drop_reminder import drop_reminder
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.storefront import doors, frames

DAYS = 7
"""So many days back and ahead."""


@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    """One day of the guide with everything that is shown; today begins with what is on air."""
    at = clock.now()
    today = at.astimezone(SHANGHAI).date()
    day = _day(request.GET.get("day", ""), today)
    slots = on_air.between(*_bounds(day))
    if day == today:
        slots = _living_first(slots)
    reminded = frozenset[UUID]()
    if doors.is_customer(request):
        ready = [slot.id for slot in slots if slot.state == "ready"]
        reminded = on_air.reminded(doors.actor_of(request).account_id, ready) if ready else reminded
    figures = tuple((slot.id, slot.state, tuple(slot.goods)) for slot in slots)
    draw = partial(_context, request, today, day, slots, reminded)
    return frames.page(request, "storefront/programme.html", (today, day, figures), draw)


def _context(
    request: HttpRequest, today: date, day: date, slots: list[ShownSlot], reminded: frozenset[UUID]
) -> dict[str, Any]:
    days = [today + timedelta(days=offset) for offset in range(-DAYS, DAYS + 1)]
    return {
        "days": [(one, one == day, _label(one, today)) for one in days],
        "day": day,
        "today": today,
        "slots": slots,
        "reminded": reminded,
        "canonical": request.build_absolute_uri(reverse("storefront:programme")),
    }


def _label(day: date, today: date) -> str:
    names = {-1: gettext("Yesterday"), 0: gettext("Today"), 1: gettext("Tomorrow")}
    weekdays = (
        gettext("Mon"), gettext("Tue"), gettext("Wed"), gettext("Thu"), gettext("Fri"), gettext("Sat"),
        gettext("Sun"),
    )  # fmt: skip
    return names.get((day - today).days) or weekdays[day.weekday()]


def _day(asked: str, today: date) -> date:
    """The day asked for, if the guide reaches so far; else today."""
    try:
        day = date.fromisoformat(asked[:10])
    except ValueError:
        return today
    return day if abs((day - today).days) <= DAYS else today


def _bounds(day: date) -> tuple[datetime, datetime]:
    begins = datetime.combine(day, time(), SHANGHAI)
    return begins, begins + timedelta(days=1)


def _living_first(slots: list[ShownSlot]) -> list[ShownSlot]:
    """On air, then to come, then over."""
    ranks = {"on_air": 0, "ready": 1, "ended": 2}
    return sorted(slots, key=lambda slot: (ranks[slot.state], slot.starts_at, slot.channel_code))


@require_POST
def remind(request: HttpRequest, number: str) -> HttpResponse:
    """Ask to be told before this programme, or think better of it. A visitor comes in first."""
    slot = Slot.objects.filter(number=number).first()
    if slot is None:
        raise Http404
    day = slot.period.lower.astimezone(SHANGHAI).date().isoformat()
    back = f"{reverse('storefront:programme')}?day={day}#{number}"
    if not doors.is_customer(request):
        doors.tell(request, gettext("Sign in, and we remind you in time."), "info")
        return HttpResponseRedirect(doors.sign_in_address(back))
    by, at = doors.actor_of(request), clock.now()
    try:
        if "drop" in request.POST:
            drop_reminder(slot_id=slot.id, by=by, at=at)
            doors.tell(request, gettext("You will not be reminded."), "info")
        else:
            ask_reminder(slot_id=slot.id, by=by, at=at)
            doors.tell(request, gettext("We remind you a quarter of an hour before it begins."))
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    return HttpResponseRedirect(back)
