"""Pages as a visitor without a session sees them, all alike: drawn once, what changes is filled in.

What is kept is kept under everything it was drawn from, the reader's language and light included, for a
minute at most. Price and stock are never kept: they are part of the key, or filled in each time.
"""

from collections.abc import Callable, Hashable
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.entrance.tokens import give_token
from zhanggui.surfaces.entrance.window import stands_in_window

# Marks nobody can have written into a text of theirs.
TOKEN, CARDS = f"__token_{token_hex(8)}__", f"__cards_{token_hex(8)}__"
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
    parts = text.replace(CARDS, cards).split(TOKEN)
    token = give_token(request) if len(parts) > 1 else ""
    return stands_in_window(HttpResponse(token.join(parts), headers={"Vary": "Cookie"}), parts)


def forget() -> None:
    """Draw anew next time."""
    _kept.forget()
