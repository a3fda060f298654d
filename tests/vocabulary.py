"""Words that tests share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

IGNORED = {"django_session", "django_migrations"}


def fingerprint() -> dict[str, tuple[int, int]]:
    """For every table, how many rows it has and the sum of the transactions that wrote them."""
    tables = sorted(
        {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
        - IGNORED
    )
    query = " UNION ALL ".join(
        f"SELECT '{table}', count(*), coalesce(sum(xmin::text::numeric), 0) FROM \"{table}\""
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name: (count, written) for name, count, written in cursor.fetchall()}


@contextmanager
def nothing_changes() -> Iterator[None]:
    """No row of any table is added, removed or rewritten inside the block (a refusal leaves no trace)."""
    before = fingerprint()
    try:
        yield
    finally:
        after = fingerprint()
        changed = [name for name in before if before[name] != after[name]]
        assert not changed, f"changed: {changed}"


@contextmanager
def behind_the_back() -> Iterator[Callable[..., None]]:
    """Change rows as somebody could who owns the database: no trigger and no constraint stands in the way."""
    with connection.cursor() as cursor:
        # What still waits for the end of the transaction would be asked about the change.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        yield cursor.execute
        cursor.execute("SET session_replication_role = DEFAULT")
