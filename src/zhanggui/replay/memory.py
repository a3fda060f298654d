"""What of a history has been lived: looked up, and written down in the transaction that lives it."""

from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from django.db import transaction

from zhanggui.replay.models import Lived, Rejected
from zhanggui.replay.staging import Fault
from zhanggui.schema.compiled import Compiled, Given
from zhanggui.schema.rows import insert

_OURS: Compiled[UUID | None] = Compiled(
    lambda: Lived.objects.filter(history=Given("history"), kind=Given("kind"), key=Given("key")).values_list(
        "ours", flat=True
    )
)


def remember(history: str, kind: str, key: str, ours: UUID | None = None, state: str = "") -> None:
    """This thing has been lived, as that row of ours."""
    insert(Lived(history=history, kind=kind, key=key, ours=ours, state=state))


@lru_cache(maxsize=20_000)
def counterpart(history: str, kind: str, key: str) -> UUID:
    """Our row for a thing that has been lived."""
    found = _OURS.one(history=history, kind=kind, key=key)
    assert found is not None
    return found


def counterpart_or_none(history: str, kind: str, key: str) -> UUID | None:
    """Our row for a thing, if it has been lived."""
    return _OURS.first(history=history, kind=kind, key=key)


def ours(history: str, kind: str, key: str) -> list[UUID]:
    """Our row for a thing, or nothing."""
    found = counterpart_or_none(history, kind, key)
    return [] if found is None else [found]


def brought(history: str, keys: Iterable[str]) -> dict[str, int]:
    """How many pieces of these articles were received, of those that are listed."""
    rows = Lived.objects.filter(history=history, kind="sku", key__in=list(keys))
    return {key: int(pieces) for key, pieces in rows.values_list("key", "state")}


def bring(history: str, key: str, pieces: int) -> UUID | None:
    """So many more pieces of an article came; its SKU, if it is listed already."""
    known = Lived.objects.filter(history=history, kind="sku", key=key).first()
    if known is None:
        return None
    known.state = str(int(known.state) + pieces)
    known.save(update_fields=["state"])
    return known.ours


def lived(history: str, kind: str, keys: Iterable[str]) -> set[str]:
    """Those of these things that have been lived already."""
    known = Lived.objects.filter(history=history, kind=kind, key__in=list(keys))
    return set(known.values_list("key", flat=True))


def rejected(history: str) -> set[tuple[str, int]]:
    """The rows that were rejected so far, by file and line."""
    return set(Rejected.objects.filter(history=history).values_list("file", "line"))


def forgive(history: str, file: str, line: int) -> None:
    """This row was lived after all: what it lacked has come."""
    Rejected.objects.filter(history=history, file=file, line=line).delete()


def reject(history: str, faults: Iterable[Fault]) -> None:
    """Write down rows that could not be read or lived, once."""
    rows = [
        Rejected(history=history, file=file, line=line, reason=reason[:300]) for file, line, reason in faults
    ]
    with transaction.atomic():
        Rejected.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
