"""Bills and price tables as carriers keep them: in Excel, or as comma separated values."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from zhanggui.domain.freight.comparing import BillRow
from zhanggui.domain.freight.refusals import BillTooLong, BillUnreadable, NotASheet
from zhanggui.domain.freight.rules import Zone

SIZE_MAX = 20 * 1024 * 1024
UNPACKED_MAX = 200 * 1024 * 1024
ROWS_MAX = 100_000
BILL_COLUMNS = ("Tracking number", "Weight, kg", "Amount, yuan")
"""The columns of a bill, in their order; message ids. The order counts, not the words."""
ZONE_COLUMNS = (
    "Zone", "From province", "Provinces", "First weight, kg", "First weight, yuan", "Next weight, kg",
    "Next weight, yuan", "Remote area, yuan", "Hours",
)  # fmt: skip
"""The columns of a price table, in their order."""
T = TypeVar("T")


def bill_rows(content: bytes) -> list[BillRow]:
    """The lines of a bill. Raises ``NotASheet``, ``BillTooLong``, ``BillUnreadable`` for a wrong cell."""
    return [
        BillRow(
            tracking_number=_read(number, BILL_COLUMNS[0], cells[0], _name),
            grams=_read(number, BILL_COLUMNS[1], cells[1], _thousandths),
            fen=_read(number, BILL_COLUMNS[2], cells[2], _hundredths),
        )
        for number, cells in _rows(content, len(BILL_COLUMNS))
    ]


def zone_rows(content: bytes) -> tuple[Zone, ...]:
    """The zones of a price table, one a row; several provinces stand in one cell."""
    return tuple(_zone(number, cells) for number, cells in _rows(content, len(ZONE_COLUMNS)))


def _zone(number: int, cells: Sequence[Any]) -> Zone:
    def cell(place: int, how: Callable[[str], T]) -> T:
        return _read(number, ZONE_COLUMNS[place], cells[place], how)

    return Zone(
        code=cell(0, _name)[:20],
        origin=_text(cells[1]),
        provinces=cell(2, _names),
        first_grams=cell(3, _thousandths),
        first_fen=cell(4, _hundredths),
        step_grams=cell(5, _thousandths),
        step_fen=cell(6, _hundredths),
        remote_fen=cell(7, _hundredths),
        hours=cell(8, int),
    )


def _rows(content: bytes, width: int) -> Iterator[tuple[int, list[Any]]]:
    """Filled rows below the headings, with their number in the file."""
    if len(content) > SIZE_MAX:
        raise NotASheet
    rows = _workbook(content) if zipfile.is_zipfile(io.BytesIO(content)) else _values(content)
    for number, row in enumerate(rows, start=1):
        cells = [*row[:width], *[None] * (width - len(row))]
        if number == 1 or all(_text(cell) == "" for cell in cells):
            continue
        if number > ROWS_MAX + 1:
            raise BillTooLong(limit=ROWS_MAX)
        yield number, cells


def _workbook(content: bytes) -> Iterator[Sequence[Any]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNPACKED_MAX:
            raise NotASheet
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        yield from book.worksheets[0].iter_rows(values_only=True, max_row=ROWS_MAX + 2)
    except (InvalidFileException, KeyError, ValueError, IndexError, OSError) as problem:
        raise NotASheet from problem


def _values(content: bytes) -> Iterator[Sequence[Any]]:
    """Carriers write them as UTF-8, or as their old programs do."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            yield from csv.reader(io.StringIO(text))
            return
    raise NotASheet


def _text(value: Any) -> str:
    """Excel keeps what looks like a number as a number, and what we made harmless with an apostrophe."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip().removeprefix("'")


def _read(number: int, column: str, value: Any, how: Callable[[str], T]) -> T:
    try:
        return how(_text(value))
    except (ValueError, InvalidOperation) as problem:
        raise BillUnreadable(line=number, column=column, value=_text(value)[:40]) from problem


def _name(text: str) -> str:
    if not text or len(text) > 40:
        raise ValueError(text)
    return text


def _names(text: str) -> tuple[str, ...]:
    names = text.replace("，", "、").replace(",", "、").replace(" ", "、").split("、")
    return tuple(name for name in names if name)


def _thousandths(text: str) -> int:
    return _whole(text, 1000)


def _hundredths(text: str) -> int:
    return _whole(text.lstrip("¥￥"), 100)


def _whole(text: str, times: int) -> int:
    """A number as people write it, exactly: what has more decimals than it may is not rounded away."""
    found = Decimal(text.replace(",", "") or "0") * times
    if not 0 <= found < 10**11 or found % 1:
        raise ValueError(text)
    return int(found)
