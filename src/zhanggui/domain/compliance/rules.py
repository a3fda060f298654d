"""Days of law for policies, and how an obligation stands. Pure functions."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from zhanggui.domain.compliance.states import Audience, Impact
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm

CODE = re.compile(r"[a-z0-9]([a-z0-9-]{0,38})[a-z0-9]")


def is_code(code: str) -> bool:
    """Small letters, digits and hyphens, 2 to 40 of them."""
    return CODE.fullmatch(code) is not None


def day_of(at: datetime) -> date:
    """The day of Shanghai."""
    return at.astimezone(SHANGHAI).date()


def notice_days(audience: str, impact: str, on: date) -> int:
    """Whole days between publication and the first day it holds; staff are bound at once (EC-09, PR-01)."""
    if audience != Audience.PUBLIC:
        return 0
    return int(norm("rules.notice_days_major" if impact == Impact.MAJOR else "rules.notice_days", on=on))


def earliest_effect(audience: str, impact: str, published_on: date) -> date:
    """The first day a version published that day may hold. The day of publication is not counted (TM-01)."""
    days = notice_days(audience, impact, published_on)
    return published_on + timedelta(days=days + 1 if days else 0)


def comments_until(opened_on: date) -> date:
    """The last day on which the public may comment on a draft opened that day."""
    return opened_on + timedelta(days=int(norm("rules.comment_days", on=opened_on)))


def first_of_month(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def frozen(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a version as its digest is taken of them."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in columns.items()}
