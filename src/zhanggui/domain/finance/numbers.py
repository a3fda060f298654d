"""Numbers that people read out: two letters, the day, and a running number."""

from datetime import datetime

from django.db import connection

from zhanggui.kernel.clock import SHANGHAI


def next_numbers(letters: str, count: int, at: datetime) -> list[str]:
    """The next numbers of papers of this kind, such as JS261201-00017 (结算单)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('finance_number') FROM generate_series(1, %s)", [count])
        day = f"{at.astimezone(SHANGHAI):%y%m%d}"
        return [f"{letters}{day}-{running:05d}" for (running,) in cursor.fetchall()]


def next_number(letters: str, at: datetime) -> str:
    """The next number of one paper."""
    return next_numbers(letters, 1, at)[0]
