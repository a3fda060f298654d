"""When things happen in the example world: days since the house opened, hours by the clock in Shanghai."""

from datetime import datetime, time, timedelta

from zhanggui.identity.actor import HOUSE
from zhanggui.identity.models import Organisation
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI

DAYS_BEFORE_NOW = 35
"""How long the house has been open when somebody first looks at it."""


def opening() -> datetime:
    """The morning the house opens, for a story that ends now."""
    today = clock.now().astimezone(SHANGHAI).date()
    return datetime.combine(today - timedelta(days=DAYS_BEFORE_NOW), time(9), tzinfo=SHANGHAI)


def on_day(number: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of the story: day 0 is the day the house opened."""
    opened = Organisation.objects.get(pk=HOUSE).created_at.astimezone(SHANGHAI)
    day = opened.date() + timedelta(days=number)
    return datetime.combine(day, time(hour, minute), tzinfo=SHANGHAI)


def has_come(at: datetime) -> bool:
    """Whether this moment of the story is past: nobody rates, returns or complains tomorrow."""
    return at <= clock.now()
