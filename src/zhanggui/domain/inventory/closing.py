"""What keeps a closed month closed."""

from datetime import date, datetime

from zhanggui.domain.inventory.models import MonthClose
from zhanggui.domain.inventory.refusals import PeriodClosed
from zhanggui.kernel.clock import SHANGHAI


def closed_until() -> datetime | None:
    """The end of the last closed month; None while none is."""
    return MonthClose.objects.order_by("-ends_at").values_list("ends_at", flat=True).first()


def refuse_closed(at: datetime) -> None:
    """Refuse a goods document dated into a closed month."""
    until = closed_until()
    if until is not None and at < until:
        raise PeriodClosed(until=f"{until.astimezone(SHANGHAI):%Y-%m-%d}")


def bounds(month: date) -> tuple[datetime, datetime]:
    """From the first moment of a month in Shanghai to before the first of the next."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    first = datetime(month.year, month.month, 1, tzinfo=SHANGHAI)
    return first, datetime(following.year, following.month, 1, tzinfo=SHANGHAI)
