"""Pages of long lists: from the last row of the page before, without counting what is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

T = TypeVar("T", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The rows of one page, and where the next one begins."""

    rows: Sequence[T]
    older: str
    """What the address of the next page says; empty on the last one."""
    is_first: bool


def page_of(request: HttpRequest, rows: QuerySet[T], *, moment: str, size: int) -> Page[T]:
    """The page that the address asks for, the latest first. An address nobody made is the first page."""
    place = _place(request.GET.get("after", ""))
    if place is not None:
        at, key = place
        rows = rows.filter(Q(**{f"{moment}__lt": at}) | Q(**{moment: at}, pk__lt=key))
    found = list(rows.order_by(f"-{moment}", "-pk")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    older = f"{_value(last, moment).isoformat()}~{last.pk}" if last is not None else ""
    return Page(found[:size], older, is_first=place is None)


def _place(given: str) -> tuple[datetime, UUID] | None:
    at, _, key = given[:90].partition("~")
    try:
        moment, found = datetime.fromisoformat(at), UUID(key)
    except ValueError:
        return None
    return (moment, found) if moment.tzinfo else None


def _value(row: Any, path: str) -> datetime:
    for name in path.split("__"):
        row = getattr(row, name)
    value: datetime = row
    return value
