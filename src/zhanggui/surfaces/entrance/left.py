"""What somebody had written when their sign-in ended: it goes along to the door and back, in their own page.

Nothing is kept here: who comes to the same telephone later finds nothing of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
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


def nothing_is_lost(request: HttpRequest, left: Left, *, page: str, **words: str) -> HttpResponse:
    """Say so on this page, with the way to the door."""
    return render(request, page, {"left": left, **words}, status=401)


def go_on(request: HttpRequest, left: Left, *, page: str) -> HttpResponse:
    """Behind the door: send what was written now."""
    return render(request, page, {"left": left})


DOORS = {
    "console": "entrance:staff",
    "control-room": "entrance:staff",
    "desk": "entrance:staff",
    "partners": "entrance:partners",
}
"""Which door a page at work stands behind, by the first part of its address. The shop asks by itself."""


class SentTooLate:
    """Middleware: a form of staff or partners whose sign-in has ended meanwhile goes to the door and back.

    A part of a page that is fetched by itself cannot show a door: its page is led there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, words: Any) -> HttpResponse | None:
        """Before the view is asked: whether somebody who had signed in is a stranger now."""
        door = DOORS.get(request.path_info.split("/", 2)[1])
        match = request.resolver_match
        ours = request.method == "POST" and match is not None and match.app_name != "entrance"
        if door is None or not ours or current_sign_in(request) is None or request.user.is_authenticated:
            return None
        if request.headers.get("HX-Request"):
            back = urlencode({"next": urlsplit(request.headers.get("HX-Current-URL", "")).path})
            return HttpResponse(status=401, headers={"HX-Redirect": f"{reverse(door)}?{back}"})
        written = sent_too_late(request)
        if written is None:
            return None
        return nothing_is_lost(request, written, page="entrance/signed_out.html", door=reverse(door))
