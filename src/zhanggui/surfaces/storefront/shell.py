"""The head and foot of every page of the shop: drawn once a minute; the reader's own part is filled in."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from zhanggui.mechanisms.access.web import current_sign_in
from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.storefront import categories, licensing

_kept: Kept[str] = Kept(size=16, seconds=60)
ACCOUNT, QUERY = "<!--account-->", 'value="__query__"'


def head(request: HttpRequest) -> SafeString:
    """The head, with the reader's account and what they searched for."""
    text = _kept.get(("head", get_language()), lambda: _draw("head"))
    query = request.GET.get("q", "")[:80]
    return mark_safe(text.replace(QUERY, f'value="{escape(query)}"').replace(ACCOUNT, _account(request)))  # noqa: S308


def foot(request: HttpRequest) -> SafeString:
    """The foot: licences, rules, telephone."""
    return mark_safe(_kept.get(("foot", get_language()), lambda: _draw("foot")))  # noqa: S308


def forget() -> None:
    """Draw anew next time."""
    _kept.forget()


def _draw(part: str) -> str:
    context = {"roots": categories.roots(), "account": ACCOUNT}
    if part == "foot":
        context |= {"licences": licensing.papers(), "house": licensing.house()}
    return render_to_string(f"storefront/parts/{part}.html", context)


def _account(request: HttpRequest) -> str:
    """Nobody is looked up for a reader without a session."""
    if current_sign_in(request) is None:
        return format_html('<a href="{}">{}</a>', reverse("storefront:sign_in"), gettext("Sign in"))
    return format_html(
        '<a href="{}">{}</a><a href="{}">{}</a>',
        reverse("storefront:orders"),
        gettext("My orders"),
        reverse("storefront:me"),
        gettext("My account"),
    )
