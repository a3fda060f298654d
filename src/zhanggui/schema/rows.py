"""Rows written without waiting: one INSERT or UPDATE whose SQL is made once for each model.

For hot paths, where ``save()`` costs more than the database. What goes wrong comes out where the pipeline
ends, or at once outside of one.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

from zhanggui.schema.pipeline import say


def insert(*rows: models.Model) -> None:
    """Write new rows of one model, in one statement."""
    sql, fields = _inserting(type(rows[0]), len(rows))
    say(sql, [_value(field, row, new=True) for row in rows for field in fields])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def update(row: models.Model, *names: str) -> None:
    """Write these fields of a row that is held by this transaction."""
    sql, fields = _updating(type(row), names)
    say(sql, [*(_value(field, row) for field in fields), row.pk])


def update_alike(rows: Sequence[models.Model], *names: str) -> None:
    """Write these fields of rows that are held by this transaction: in all of them what the first one has."""
    sql, fields = _updating(type(rows[0]), names)
    sql = sql.removesuffix("= %s") + "= ANY(%s)"
    say(sql, [*(_value(field, rows[0]) for field in fields), [row.pk for row in rows]])


def _value(field: Any, row: models.Model, *, new: bool = False) -> Any:
    return field.get_db_prep_save(field.pre_save(row, new), connection=connection)


@lru_cache
def _inserting(model: type[models.Model], count: int) -> tuple[str, list[Any]]:
    fields = list(model._meta.local_concrete_fields)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * count)
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES {places}', fields  # noqa: S608


@lru_cache
def _updating(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, list[Any]]:
    fields = [model._meta.get_field(name) for name in names]
    changes = ", ".join(f'"{field.column}" = %s' for field in fields)  # type: ignore[union-attr]
    key = model._meta.pk.column
    return f'UPDATE "{model._meta.db_table}" SET {changes} WHERE "{key}" = %s', fields  # noqa: S608
