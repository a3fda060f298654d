"""Pages as a visitor without a session sees them, all alike: drawn once, what changes is filled in.

What is kept is kept under everything it was drawn from, the reader's language and light included, for a
minute at most. Price and stock are never kept: they are part of the key, or filled in each time.
"""

from collections.abc import Callable, Hashable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import get_language

from zhanggui.surfaces.design.kept import Kept

TOKEN, CARDS = "__token__", "__cards__"
_kept: Kept[str] = Kept(size=3_000, seconds=60)


def are_alike(request: HttpRequest) -> bool:
    """Whether this reader has nothing of their own on the page: no account, no basket, no message."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and "messages" not in request.COOKIES


def page(
    request: HttpRequest,
    template: str,
    key: Hashable,
    context: Callable[[], dict[str, Any]],
    *,
    cards: str = "",
) -> HttpResponse:
    """The page drawn from ``context``, which ``key`` stands for. ``cards`` are filled in each time."""
    if not are_alike(request):
        return HttpResponse(render_to_string(template, {**context(), "cards": cards}, request))
    whole = (template, key, bool(cards), get_language(), request.COOKIES.get("theme", ""))
    text = _kept.find(whole)
    if text is None:
        marks = {"cards": CARDS if cards else "", "csrf_token": TOKEN}
        text = _kept.keep(whole, render_to_string(template, {**context(), **marks}, request))
    text = text.replace(CARDS, cards)
    if TOKEN in text:
        text = text.replace(TOKEN, get_token(request))
    return HttpResponse(text, headers={"Vary": "Cookie"})


def forget() -> None:
    """Draw anew next time."""
    _kept.forget()
