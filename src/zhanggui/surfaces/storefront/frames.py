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
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.entrance.tokens import give_token
from zhanggui.surfaces.entrance.window import stands_in_window

SALT = token_hex(8)
TOKEN = f"__token_{SALT}__"
"""Where the token of forms stands in what is kept: a mark nobody can have written into their text."""
_kept: Kept[str] = Kept(size=3_000, seconds=60)


def are_alike(request: HttpRequest) -> bool:
    """Whether this reader has nothing of their own on the page: no account, no basket, no message."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and "messages" not in request.COOKIES


def page(
    request: HttpRequest,
    template: str,
    key: Hashable,
    context: Callable[[], dict[str, Any]],
    **fills: str,
) -> HttpResponse:
    """The page drawn from ``context``, which ``key`` stands for. ``fills`` are filled in each time."""
    if not are_alike(request):
        drawn: str = render_to_string(template, {**context(), **fills}, request)
        return HttpResponse(drawn.replace(TOKEN, give_token(request)) if TOKEN in drawn else drawn)
    given = {name: bool(fill) for name, fill in fills.items()}
    whole = (template, key, *given.items(), get_language(), request.COOKIES.get("theme", ""))
    text = _kept.find(whole)
    if text is None:
        marks = {name: mark_safe(_mark(name)) if given[name] else "" for name in fills}  # noqa: S308
        marked = {**context(), **marks, "csrf_token": TOKEN}
        text = _kept.keep(whole, render_to_string(template, marked, request))
    for name, fill in fills.items():
        text = text.replace(_mark(name), fill)
    parts = text.split(TOKEN)
    token = give_token(request) if len(parts) > 1 else ""
    return stands_in_window(HttpResponse(token.join(parts), headers={"Vary": "Cookie"}), parts)


def _mark(name: str) -> str:
    return f"__{name}_{SALT}__"


def forget() -> None:
    """Draw anew next time."""
    _kept.forget()
