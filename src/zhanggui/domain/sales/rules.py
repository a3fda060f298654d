"""Pure rules of orders: numbers people can read out, freight, time limits, masks."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from zhanggui.domain.sales.states import Availability
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen

UNPAID_LIMIT = timedelta(minutes=30)
"""How long an order may stay unpaid before its stock is released."""
LINES_MAX = 50
QUANTITY_MAX = 99
FREE_FREIGHT_FROM: Fen = 99_00
FREIGHT: Fen = 10_00
MOBILE = re.compile(r"^1[3-9]\d{9}$")


def check_digit(digits: str) -> int:
    """The Luhn digit that catches a mistyped or swapped digit when a number is read out on the phone."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10


def order_number(at: datetime, sequence: int) -> str:
    """Day, running number, check digit: ``261124`` ``0000042`` ``7``. Unique without anybody waiting.

    >>> from datetime import UTC
    >>> order_number(datetime(2026, 11, 24, 4, tzinfo=UTC), 42)
    '26112400000422'
    """
    digits = f"{at.astimezone(SHANGHAI):%y%m%d}{sequence:07d}"
    return f"{digits}{check_digit(digits)}"


def is_order_number(text: str) -> bool:
    """Whether somebody has read out a number that can be one of ours."""
    return text.isdigit() and len(text) >= 14 and check_digit(text[:-1]) == int(text[-1])


def freight(goods_fen: Fen) -> Fen:
    """What delivery costs the customer."""
    return 0 if goods_fen >= FREE_FREIGHT_FROM else FREIGHT


def availability(*, may_be_sold: bool, left: int, wanted: int) -> Availability:
    """How a line can be had: its sale, then its stock."""
    if not may_be_sold:
        return Availability.OFF_SALE
    if left <= 0:
        return Availability.SOLD_OUT
    return Availability.AVAILABLE if left >= wanted else Availability.SHORT


def masked_name(name: str) -> str:
    """Enough of a name to recognise it: 王*明."""
    if len(name) <= 1:
        return "*"
    return name[0] + "*" * max(1, len(name) - 2) + (name[-1] if len(name) > 2 else "")


def masked_mobile(mobile: str) -> str:
    """Enough of a number to recognise it: 138****5678."""
    return f"{mobile[:3]}****{mobile[-4:]}" if len(mobile) >= 7 else "*" * len(mobile)


def masked_street(street: str) -> str:
    """The beginning of the street only."""
    return street[:4] + "****" if len(street) > 4 else "****"


def total(amounts: Sequence[Fen]) -> Fen:
    """The sum of line amounts."""
    return sum(amounts)
