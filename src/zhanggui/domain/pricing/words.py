"""Codes of prices as people read them."""

from django.utils.translation import gettext

from zhanggui.domain.pricing.states import PriceKind
from zhanggui.kernel.said import Said


def kind_said(kind: str) -> Said:
    """Why this kind of price cannot have such a period."""
    if kind == PriceKind.NORMAL:
        return Said(
            kind, lambda: gettext("a normal price holds until the next one, and has no end of its own")
        )
    return Said(kind, lambda: gettext("a promotion needs an end"))


def backwards_said() -> Said:
    """That something ends before it starts."""
    return Said("end-before-start", lambda: gettext("it ends before it starts"))


def over_said() -> Said:
    """That a period has gone by already."""
    return Said("over", lambda: gettext("it is over already"))
