"""Words that console pages need: the name of a policy kind."""

from django import template
from django.utils.translation import gettext

from zhanggui.mechanisms import approvals

register = template.Library()


@register.simple_tag
def kind_word(kind: str) -> str:
    """What a kind of review is called."""
    try:
        return gettext(approvals.policy_of(kind).title)
    except KeyError:
        return kind
