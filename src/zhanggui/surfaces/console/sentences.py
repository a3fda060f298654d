"""Refusals as sentences for a page, in the reader's language."""

from django.utils.translation import gettext

from zhanggui.kernel.refusal import Refusal


def said(refusal: Refusal) -> str:
    """What the refusal says, translated, with its details filled in."""
    return refusal.message(gettext(refusal.template()))
