"""Append-only tables are partitioned by month from the first day, with a default partition for safety.

A package registers its table with ``monthly``; a job makes the partitions of the coming months
(``make_partitions``). A row for which no month was made goes to the default partition ``…_other`` and is
moved when its month is made.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import connection, migrations

from zhanggui.kernel.clock import SHANGHAI

AHEAD_MONTHS = 3
_monthly: list[str] = []


def monthly(table: str) -> None:
    """Have the partitions of this table made ahead."""
    if table not in _monthly:
        _monthly.append(table)


def monthly_tables() -> tuple[str, ...]:
    """All tables partitioned by month."""
    return tuple(_monthly)


def months(since: date, count: int) -> list[date]:
    """The first days of ``count`` months, beginning with the month of ``since``."""
    months = [since.replace(day=1)]
    while len(months) < count:
        months.append((months[-1] + timedelta(days=32)).replace(day=1))
    return months


def make_partitions(at: datetime, ahead: int = AHEAD_MONTHS) -> int:
    """Make the partitions of this month and the next ``ahead``; the number of those that were missing."""
    return make_months(months(at.astimezone(SHANGHAI).date(), ahead + 1))


def make_months(wanted: Iterable[date]) -> int:
    """Make the partitions of the months with these first days; the number of those that were missing."""
    made, firsts = 0, list(wanted)
    with connection.cursor() as cursor:
        for table in _monthly:
            for month in firsts:
                cursor.execute("SELECT house_make_partition(%s, %s)", [table, month])
                made += bool(cursor.fetchone()[0])
    return made


def first_partitions(table: str, ahead: int = 6) -> migrations.RunSQL:
    """The step of a migration that makes a new table's default partition and its first months."""
    return migrations.RunSQL(
        f"""SELECT house_make_partition('{table}', (now() + make_interval(months => n))::date)
            FROM generate_series(-1, {ahead}) AS n""",  # noqa: S608
        migrations.RunSQL.noop,
    )
