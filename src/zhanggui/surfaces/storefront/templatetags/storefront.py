"""Head and foot for the shop's templates."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString

from zhanggui.surfaces.storefront import shell, sums
from zhanggui.surfaces.storefront.pictures import picture_html

register = template.Library()


@register.simple_tag(takes_context=True)
def shop_head(context: Context) -> SafeString:
    """The head of the page."""
    return shell.head(context["request"])


@register.simple_tag(takes_context=True)
def shop_foot(context: Context) -> SafeString:
    """The foot of the page."""
    return shell.foot(context["request"])


@register.filter
def step_words(step: Mapping[str, Any]) -> str:
    """One step of a price's explanation, in the words that were announced."""
    return sums.words_of(step)


@register.simple_tag
def goods_picture(
    picture: object, *, sizes: str, width: int = 480, alt: str = "", eager: bool = False, **more: str
) -> SafeString:
    """A picture of goods in the sizes it was made in; ``width`` is the room that is kept for it."""
    return picture_html(
        str(picture), sizes=sizes, width=width, alt=alt, eager=eager, css=more.get("class", "")
    )


@register.simple_tag(takes_context=True)
def sorted_address(context: Context, order: str) -> SafeString:
    """This list in another order, from its first page."""
    request: HttpRequest = context["request"]
    kept = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name not in {"after", "page", "sort"}
    ]
    if order != context["default_order"]:
        kept.append(("sort", order))
    return SafeString(f"?{escape(urlencode(kept))}")
