"""Words that tests share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.db import connection

IGNORED = {"django_session", "django_migrations"}


FILLED = """
SELECT relation.oid::regclass::text
  FROM pg_class relation
 WHERE relation.relkind = 'r' AND relation.relnamespace = 'public'::regnamespace
   AND coalesce(pg_partition_root(relation.oid), relation.oid)::regclass::text = ANY (%s)
   AND pg_relation_size(relation.oid) > 0
"""
"""Tables that have ever been written to. Three hundred that have not are not looked into a thousand times."""


def fingerprint() -> dict[str, tuple[int, int]]:
    """For every table, how many rows it has and the sum of the transactions that wrote them."""
    with connection.cursor() as cursor:
        cursor.execute(FILLED, [_tables()])
        query = " UNION ALL ".join(
            f"SELECT '{table}', count(*), coalesce(sum(xmin::text::numeric), 0) FROM {table}"
            for (table,) in cursor.fetchall()
        )
        cursor.execute(query)
        return {name: (count, written) for name, count, written in cursor.fetchall()}


@cache
def _tables() -> list[str]:
    managed = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return sorted({model._meta.db_table for model in managed} - IGNORED)


@contextmanager
def nothing_changes() -> Iterator[None]:
    """No row of any table is added, removed or rewritten inside the block (a refusal leaves no trace)."""
    before = fingerprint()
    try:
        yield
    finally:
        after = fingerprint()
        none = (0, 0)
        changed = [name for name in before | after if before.get(name, none) != after.get(name, none)]
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
