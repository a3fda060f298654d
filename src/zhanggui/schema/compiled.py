"""Querysets whose SQL is written once: for the reads of hot paths, which cost Django more than the database.

    _HELD = Compiled(lambda: Order.objects.locked().filter(pk=Given("order")))
    order = _HELD.first(order=order_id)

The queryset is built at the first call; each call binds its values and runs the same statement, which the
server therefore plans once. What comes back is what the queryset itself would bring: models, their related
rows, or tuples of ``values_list``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.expressions import Expression, Func
from django.db.models.query import ModelIterable, get_related_populators
from django.db.transaction import TransactionManagementError

T = TypeVar("T")


class Given(Expression):
    """A value that is given with each call, under this name."""

    def __init__(self, name: str) -> None:
        super().__init__(output_field=models.Field())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", (self,)


def is_any_of(column: str, name: str) -> Func:
    """A condition: the column has one of the values that are given under this name, as a list."""
    words = {"arg_joiner": " = ANY(", "template": "%(expressions)s)"}
    return Func(models.F(column), Given(name), output_field=models.BooleanField(), **words)


def attach(owner: models.Model, name: str, rows: Sequence[models.Model]) -> None:
    """Let the related rows of this name be known, as ``prefetch_related`` would."""
    known = getattr(owner, name).all()
    known._result_cache, known._prefetch_done = list(rows), True
    owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = known


@dataclass(frozen=True, slots=True)
class _Statement:
    """A compiled queryset: what to say, and how to read the answer."""

    sql: str
    parameters: tuple[Any, ...]
    holds_rows: bool
    read: Callable[[list[tuple[Any, ...]]], list[Any]]


class Compiled(Generic[T]):
    """A queryset over ``Given`` values."""

    def __init__(self, build: "Callable[[], models.QuerySet[Any, T]]") -> None:
        self._build = build

    def all(self, **given: Any) -> list[T]:
        """Every row for these values."""
        statement = self._statement
        if statement.holds_rows and not connection.in_atomic_block:
            raise TransactionManagementError("Rows are locked inside a transaction only.")
        values = [given[one.name] if isinstance(one, Given) else one for one in statement.parameters]
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, values)
            return statement.read(cursor.fetchall())

    def first(self, **given: Any) -> T | None:
        """The first row, if there is one. The queryset itself should say which that is, or name one row."""
        found = self.all(**given)
        return found[0] if found else None

    def one(self, **given: Any) -> T:
        """The one row. ``ObjectDoesNotExist``."""
        found = self.all(**given)
        if not found:
            raise self._build().model.DoesNotExist
        return found[0]

    @cached_property
    def _statement(self) -> _Statement:
        queryset = self._build()
        compiler: Any = queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        wide = issubclass(queryset._iterable_class, ModelIterable)
        return _Statement(
            sql=sql,
            parameters=tuple(parameters),
            holds_rows=queryset.query.select_for_update,  # exempt: only asks whether it does
            read=_reader_of_models(compiler) if wide else _reader_of_tuples(queryset, compiler),
        )


def _converting(compiler: Any) -> Callable[[list[tuple[Any, ...]]], Any]:
    """Values as Django reads them: most come from the driver as they are, sealed ones are opened."""
    converters = compiler.get_converters([column[0] for column in compiler.select])
    return lambda rows: compiler.apply_converters(rows, converters) if converters else rows


def _reader_of_models(compiler: Any) -> Callable[[list[tuple[Any, ...]]], list[Any]]:
    converted, database = _converting(compiler), connection.alias
    columns = compiler.klass_info["select_fields"]
    first, after = columns[0], columns[-1] + 1
    names = [compiler.select[place][0].target.attname for place in columns]
    model = compiler.klass_info["model"]
    related = get_related_populators(compiler.klass_info, compiler.select, database)  # type: ignore[call-arg]
    annotated = compiler.annotation_col_map.items()

    def read(rows: list[tuple[Any, ...]]) -> list[Any]:
        found = []
        for row in converted(rows):
            one = model.from_db(database, names, row[first:after])
            for populator in related:
                populator.populate(row, one)
            for name, place in annotated:
                setattr(one, name, row[place])
            found.append(one)
        return found

    return read


def _reader_of_tuples(queryset: Any, compiler: Any) -> Callable[[list[tuple[Any, ...]]], list[Any]]:
    converted = _converting(compiler)
    if queryset._iterable_class.__name__ == "FlatValuesListIterable":
        return lambda rows: [row[0] for row in converted(rows)]
    return lambda rows: [tuple(row) for row in converted(rows)]
