"""Head and foot for the shop's templates."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from zhanggui.surfaces.storefront import shell, sums
from zhanggui.surfaces.storefront.pictures import picture_html

register = template.Library()


@register.simple_tag(takes_context=True)
def shop_head(context: Context) -> SafeString:
    """The head of the page."""
    return shell.head(context["request"], str(context.get("query") or ""))


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
