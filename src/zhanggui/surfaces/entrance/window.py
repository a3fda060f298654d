"""The shop window: what every passer-by sees alike stands there for a second.

When something is shown on air, thousands look at the same page at the same moment. A view says with
``stands_in_window`` that its page holds nothing of its reader; this middleware, the outermost of all, then
answers the same question from the memory of the process for ``WINDOW_SECONDS``. So long, and no longer, may a
price or a stock figure lag behind; an order is checked against what is true when it is placed.

Only readers without anything of their own (no session, no message, no cookie unknown to us) look into the
window. Each gets their own token against forged requests and their own request number, and is counted.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhanggui.mechanisms.access.web import request_id
from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.entrance import tokens
from zhanggui.surfaces.entrance.request_log import REQUEST_ID, told

PARTS = "_window_parts"
HARMLESS = {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "theme", "column"}
Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page in the window: its parts, between which the reader's token belongs, and its headers."""

    parts: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    match: Any


def stands_in_window(response: HttpResponse, parts: list[str]) -> HttpResponse:
    """Say of a page that all readers without cookies see it alike, but for the token between its parts."""
    setattr(response, PARTS, tuple(parts))
    return response


_kept: Kept[Shown] = Kept(size=2_000, seconds=settings.WINDOW_SECONDS)


def forget() -> None:
    """Empty the window."""
    _kept.forget()


class ShopWindow:
    """Answers from the window where it can; else asks the house, and keeps an answer that may stand there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = key_of(request)
        if key is None:
            return self.get_response(request)
        shown = _kept.find(key)
        if shown is not None:
            return _answered(request, shown)
        response = self.get_response(request)
        parts = getattr(response, PARTS, None)
        if parts is not None and response.status_code == 200:
            headers = tuple((name, value) for name, value in response.headers.items() if name != REQUEST_ID)
            _kept.keep(key, Shown(parts, headers, request.resolver_match))
        return response


def key_of(request: HttpRequest) -> Key | None:
    """What a page in the window is found by; nothing for a reader who may see something of their own."""
    meta = request.META
    if request.method != "GET" or "HTTP_AUTHORIZATION" in meta or "HTTP_HX_REQUEST" in meta:
        return None
    language = theme = None
    if meta.get("HTTP_COOKIE"):
        cookies = request.COOKIES
        if not cookies.keys() <= HARMLESS:
            return None
        language, theme = cookies.get(settings.LANGUAGE_COOKIE_NAME), cookies.get("theme")
    return (
        request.path_info,
        meta.get("QUERY_STRING"),
        meta.get("HTTP_HOST"),
        meta.get("HTTP_X_FORWARDED_PROTO"),
        language,
        theme,
    )


def _answered(request: HttpRequest, shown: Shown) -> HttpResponse:
    began = time.perf_counter()
    request.request_id = request_id(request)  # type: ignore[attr-defined]
    request.resolver_match = shown.match
    if len(shown.parts) == 1:
        response = HttpResponse(shown.parts[0])
    else:
        secret = tokens.known_secret(request)
        mine = secret or tokens.drawn()
        response = HttpResponse(tokens.masked(mine).join(shown.parts))
        if not secret:
            tokens.give(response, mine)
    for name, value in shown.headers:
        response.headers[name] = value
    response.headers[REQUEST_ID] = request.request_id  # type: ignore[attr-defined]
    told(request, response, time.perf_counter() - began)
    return response
