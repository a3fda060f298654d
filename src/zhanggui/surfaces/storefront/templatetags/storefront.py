"""Head and foot for the shop's templates."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from zhanggui.surfaces.storefront import shell, sums

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
