"""The head and foot of every page of the shop: drawn once a minute; the reader's own part is filled in."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from zhanggui.mechanisms.access.web import current_sign_in
from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.storefront import basket, categories, licensing

_kept: Kept[str] = Kept(size=16, seconds=60)
ACCOUNT, QUERY, CART = "<!--account-->", 'value="__query__"', "<!--cart-->"


def head(request: HttpRequest, query: str = "") -> SafeString:
    """The head, with the reader's account and cart and what they searched for."""
    text = _kept.get(("head", get_language()), lambda: _draw("head"))
    text = text.replace(QUERY, f'value="{conditional_escape(query)}"').replace(ACCOUNT, _account(request))
    return mark_safe(text.replace(CART, _in_the_cart(request)))  # noqa: S308


def foot(request: HttpRequest) -> SafeString:
    """The foot: licences, rules, telephone."""
    return mark_safe(_kept.get(("foot", get_language()), lambda: _draw("foot")))  # noqa: S308


def forget() -> None:
    """Draw anew next time."""
    _kept.forget()


def _draw(part: str) -> str:
    context = {"roots": categories.roots(), "account": ACCOUNT, "cart": CART}
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


def _in_the_cart(request: HttpRequest) -> str:
    """How many different things are in the reader's cart; nothing is said of an empty one."""
    found = basket.count(request)
    return format_html('<span class="cart-badge">{}</span>', found) if found else ""
