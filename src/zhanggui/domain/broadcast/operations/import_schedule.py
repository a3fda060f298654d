"""Taking a schedule in from a sheet: every row, or none, and an error for each row that is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import ScheduleImported
from zhanggui.domain.broadcast.models import Channel, Programme, Slot
from zhanggui.domain.broadcast.operations.plan_slot import plan_slot
from zhanggui.domain.broadcast.operations.put_goods_on_slot import SlotGoodsWish, put_goods_on_slot
from zhanggui.domain.broadcast.refusals import SheetRefused
from zhanggui.domain.broadcast.terms import SlotWish
from zhanggui.domain.broadcast.wrong_rows import in_words, several
from zhanggui.domain.catalog.queries import skus_coded
from zhanggui.domain.training.queries import certified_people
from zhanggui.domain.training.states import Post
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Refusal
from zhanggui.kernel.said import Said
from zhanggui.mechanisms import trail

ROWS_MAX = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRow:
    """One row of the sheet: a slot, and one article of it, if any. ``line`` is its number in the sheet.

    Rows of the same channel and beginning are one slot; its own columns are read from the first of them.
    """

    line: int
    channel: str
    programme: str
    starts_at: datetime
    ends_at: datetime
    host: str = ""
    script: str = ""
    target_fen: int = 0
    sku: str = ""
    item_number: str = ""
    quota: int = 0
    minutes: int = 0
    cue: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    channels: dict[str, UUID]
    programmes: dict[str, UUID]
    hosts: dict[str, UUID]
    skus: dict[str, UUID]


@transaction.atomic
def import_schedule(*, rows: Sequence[ScheduleRow], by: Actor, at: datetime) -> list[Slot]:
    """Plan all of the sheet, or nothing: ``SheetRefused`` names every row that is wrong."""
    by.require(PLAN_SLOTS)
    if not 1 <= len(rows) <= ROWS_MAX:
        raise RowsOutOfBounds(most=ROWS_MAX)
    known = _known(rows, at)
    errors: list[RowRefused] = []
    made: dict[tuple[str, datetime], Slot] = {}
    for row in rows:
        try:
            with transaction.atomic():
                key = (row.channel, row.starts_at)
                slot = made.get(key) or _slot(row, known, by, at)
                if row.sku or row.item_number:
                    _article(slot, row, known, by, at)
                made[key] = slot
        except Refusal as refusal:
            errors.append(RowRefused(line=row.line, problem=in_words(refusal)))
    if errors:
        raise SheetRefused(errors=several(errors), rows=[one.details["line"] for one in errors])

    trail.record(
        ScheduleImported(rows=len(rows), slots=len(made)), on=next(iter(made.values())), by=by, at=at
    )
    return list(made.values())


class NotKnown(Refusal):
    """{field} {value} is not known."""

    code = "not-known"
    status = 422


class RowRefused(Refusal):
    """Row {line}: {problem}"""

    code = "row-refused"
    status = 422


class RowsOutOfBounds(Refusal):
    """Below its headings a sheet has between one row and {most} rows. Nothing was taken in."""

    code = "rows-out-of-bounds"
    status = 422


def _known(rows: Sequence[ScheduleRow], at: datetime) -> _Known:
    """Everything the sheet names, looked up once."""
    return _Known(
        channels=dict(Channel.objects.filter(closed_at=None).values_list("code", "id")),
        programmes=dict(Programme.objects.values_list("code", "id")),
        hosts=dict(certified_people(Post.HOST, at=at).values_list("name", "id")),
        skus=dict(skus_coded({row.sku for row in rows if row.sku})),
    )


def _slot(row: ScheduleRow, known: _Known, by: Actor, at: datetime) -> Slot:
    wish = SlotWish(
        channel_id=_find(known.channels, "Channel", row.channel),
        programme_id=_find(known.programmes, "Programme", row.programme),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        host_id=_find(known.hosts, "Host", row.host) if row.host else None,
        script=row.script,
        target_fen=row.target_fen,
    )
    return plan_slot(wish=wish, by=by, at=at)


def _article(slot: Slot, row: ScheduleRow, known: _Known, by: Actor, at: datetime) -> None:
    wish = SlotGoodsWish(
        sku_id=_find(known.skus, "SKU", row.sku),
        item_number=row.item_number,
        quota=row.quota,
        minutes=row.minutes,
        cue=row.cue,
    )
    put_goods_on_slot(slot_id=slot.id, wish=wish, by=by, at=at)


def _find(where: dict[str, UUID], field: str, value: str) -> UUID:
    if value not in where:
        raise NotKnown(field=Said(field, lambda: gettext(field)), value=value or "—")
    return where[value]
