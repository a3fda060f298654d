"""What somebody had written when their sign-in ended: it goes along to the door and back, in their own page.

Nothing is kept here: who comes to the same telephone later finds nothing of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from zhanggui.mechanisms.access.web import current_sign_in

NOT_WRITTEN = {"csrfmiddlewaretoken", "order"}
"""The token is given anew, and an order is placed by the button of its own page only, looked at again."""


@dataclass(frozen=True, slots=True)
class Left:
    """A form that was sent too late: where it was to go, and what it said."""

    where: str
    fields: Sequence[tuple[str, str]]
    had_files: bool = False

    @property
    def written(self) -> str:
        """The fields in one line, as a hidden field takes them along."""
        return urlencode(self.fields)


def sent_too_late(request: HttpRequest) -> Left | None:
    """What this form says, if it was written by somebody who had signed in when they began."""
    if current_sign_in(request) is None:
        return None
    fields = [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in NOT_WRITTEN
        for value in values
    ]
    return Left(request.get_full_path(), fields, bool(request.FILES)) if fields else None


def taken_along(request: HttpRequest) -> Left | None:
    """What came along to this page of the door."""
    where, written = request.POST.get("left_at", ""), request.POST.get("left", "")
    ours = url_has_allowed_host_and_scheme(where, allowed_hosts={request.get_host()})
    if not written or not ours or not where.startswith("/"):
        return None
    fields = parse_qsl(written, keep_blank_values=True)
    return Left(where, fields, bool(request.POST.get("left_files")))


def nothing_is_lost(request: HttpRequest, left: Left, back: str) -> HttpResponse:
    """Say so, with the way to the door."""
    return render(request, "storefront/signed_out.html", {"left": left, "next": back}, status=401)


def go_on(request: HttpRequest, left: Left) -> HttpResponse:
    """Behind the door: send what was written now."""
    return render(request, "storefront/go_on.html", {"left": left})
