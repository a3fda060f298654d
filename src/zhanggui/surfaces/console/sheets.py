"""The schedule as an Excel sheet: what goes out can be taken in again."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, BinaryIO
from zipfile import BadZipFile

from django.utils.translation import gettext, gettext_lazy
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.operations.import_schedule import ROWS_MAX, ScheduleRow
from zhanggui.domain.broadcast.wrong_rows import several
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.numbers import whole_number
from zhanggui.kernel.refusal import Refusal

HEADINGS = (
    gettext_lazy("Channel"),
    gettext_lazy("Date"),
    gettext_lazy("Starts"),
    gettext_lazy("Ends"),
    gettext_lazy("Programme"),
    gettext_lazy("Host"),
    gettext_lazy("Script"),
    gettext_lazy("Target, yuan"),
    gettext_lazy("Item number"),
    gettext_lazy("SKU"),
    gettext_lazy("Quota"),
    gettext_lazy("Minutes"),
    gettext_lazy("Cue"),
)
"""The columns, in their order. The order counts, not the words: a sheet may be headed in either language."""
BYTES_MAX = 5_000_000


class NoSheet(Refusal):
    """This file is no Excel workbook of up to 5 MB. Save it as .xlsx and send it again."""

    code = "no-sheet"
    status = 422


class CellUnreadable(Refusal):
    """Row {line}, column {column}: {value} cannot be read."""

    code = "cell-unreadable"
    status = 422


class CellsUnreadable(Refusal):
    """Nothing was taken in. {cells}"""

    code = "cells-unreadable"
    status = 422


def as_rows(slots: Iterable[Slot]) -> Iterable[list[Any]]:
    """One row an article; a slot without any has a row of its own."""
    for slot in slots:
        since, until = (moment.astimezone(SHANGHAI) for moment in (slot.period.lower, slot.period.upper))
        head: list[Any] = [slot.channel.code, f"{since:%Y-%m-%d}", f"{since:%H:%M}", f"{until:%H:%M}"]
        head += [slot.programme.code, slot.host, slot.script, slot.target_fen / 100]
        goods = [[one.item_number, one.sku.code, one.quota, one.minutes, one.cue] for one in slot.goods.all()]
        for tail in goods or [["", "", "", "", ""]]:
            yield [*head, *tail]


def read(file: BinaryIO) -> Sequence[ScheduleRow]:
    """The rows of the first sheet, without its headings. Raises ``NoSheet``, and ``CellsUnreadable`` with the
    first cell of every row that cannot be read."""
    file.seek(0, 2)
    if file.tell() > BYTES_MAX:
        raise NoSheet
    file.seek(0)
    try:
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as problem:
        raise NoSheet from problem
    cells = sheet.iter_rows(min_row=2, max_row=ROWS_MAX + 2, max_col=len(HEADINGS), values_only=True)
    filled = [
        (line, row) for line, row in enumerate(cells, start=2) if any(one not in (None, "") for one in row)
    ]
    rows, wrong = [], []
    for line, row in filled:
        try:
            rows.append(_row(line, list(row)))
        except CellUnreadable as problem:
            wrong.append(problem)
    if wrong:
        raise CellsUnreadable(cells=several(wrong))
    return rows


def _row(line: int, cells: list[Any]) -> ScheduleRow:
    cells += [None] * (len(HEADINGS) - len(cells))
    day, since, until = _day(line, 1, cells[1]), _hour(line, 2, cells[2]), _hour(line, 3, cells[3])
    starts_at = datetime.combine(day, since, tzinfo=SHANGHAI)
    ends_at = datetime.combine(day, until, tzinfo=SHANGHAI)
    return ScheduleRow(
        line=line,
        channel=_text(cells[0]),
        programme=_text(cells[4]),
        starts_at=starts_at,
        ends_at=ends_at if ends_at > starts_at else ends_at + timedelta(days=1),
        host=_text(cells[5]),
        script=_text(cells[6]),
        target_fen=_fen(line, 7, cells[7]),
        item_number=_text(cells[8]),
        sku=_text(cells[9]),
        quota=_whole(line, 10, cells[10]),
        minutes=_whole(line, 11, cells[11]),
        cue=_text(cells[12]),
    )


def _text(value: Any) -> str:
    """Excel keeps what looks like a number as a number, and what we made harmless with an apostrophe."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip().removeprefix("'")


def _unreadable(line: int, column: int, value: Any) -> CellUnreadable:
    return CellUnreadable(line=line, column=HEADINGS[column], value="—" if value is None else str(value)[:40])


def _day(line: int, column: int, value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date(*map(int, _text(value).replace("/", "-").split("-")))
    except (ValueError, TypeError, OverflowError) as problem:
        raise _unreadable(line, column, value) from problem


def _hour(line: int, column: int, value: Any) -> time:
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    try:
        return time.fromisoformat(_text(value).zfill(5)).replace(tzinfo=None)
    except ValueError as problem:
        raise _unreadable(line, column, value) from problem


def _whole(line: int, column: int, value: Any) -> int:
    number = whole_number(_text(value) or "0", most=9_999_999)
    if number is None:
        raise _unreadable(line, column, value)
    return number


def _fen(line: int, column: int, value: Any) -> int:
    try:
        fen = Decimal(_text(value).replace(",", "") or "0") * 100
    except InvalidOperation as problem:
        raise _unreadable(line, column, value) from problem
    if not 0 <= fen < 10**13:
        raise _unreadable(line, column, value)
    return int(fen)


def headings() -> list[str]:
    """The headings in the reader's language."""
    return [gettext(str(one)) for one in HEADINGS]
