"""Goods information as suppliers keep it: a sheet with one article in each row."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from zhanggui.domain.catalog.refusals import NotASheet, SheetTooLong
from zhanggui.kernel.money import fen
from zhanggui.kernel.refusal import Malformed

ROWS_MAX = 1_000
SIZE_MAX = 5 * 1024 * 1024
UNPACKED_MAX = 80 * 1024 * 1024

COLUMNS: Mapping[str, str] = {
    "category": "品类代码",
    "name": "商品名称",
    "brand": "品牌",
    "specification": "规格",
    "model": "型号",
    "price_wish_fen": "期望价格(元)",
    "origin": "产地",
    "maker_name": "生产者名称",
    "maker_address": "生产者地址",
    "standard": "执行标准",
    "packaging": "包装",
    "contents": "包装清单",
    "description": "商品描述",
    "delivery_terms": "配送说明",
    "after_sales": "售后条款",
    "return_address": "退货地址",
    "safety_notes": "安全提示",
    "produced_on": "生产日期",
    "shelf_life_days": "保质期(天)",
    "quality_report": "检测报告编号",
    "skus": "SKU(用分号分隔)",
}
"""Each column of the sheet by its field. Headings are recognised in Chinese or by the field's name."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as it stands in the sheet: its number there, and the cells by field."""

    number: int
    cells: Mapping[str, Any]


def template() -> bytes:
    """An empty sheet with the headings, to be filled in."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "商品信息"
    for place, heading in enumerate(COLUMNS.values(), start=1):
        cell = sheet.cell(row=1, column=place, value=heading)
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rows_of(content: bytes) -> Iterator[SheetRow]:
    """The rows that hold anything, by the headings of the first row.

    Raises ``NotASheet`` for anything that is no workbook with these headings, and ``SheetTooLong``.
    """
    refuse_bomb(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True, max_row=ROWS_MAX + 2)
        fields = _fields(next(rows, ()))
        for number, row in enumerate(rows, start=2):
            if all(value is None or str(value).strip() == "" for value in row):
                continue
            if number > ROWS_MAX + 1:
                raise SheetTooLong(most=ROWS_MAX)
            yield SheetRow(number, dict(zip(fields, row, strict=False)))
    except (InvalidFileException, KeyError, ValueError, IndexError, zipfile.BadZipFile) as problem:
        raise NotASheet from problem


def refuse_bomb(content: bytes) -> None:
    """A workbook is a packed archive; one that unpacks without end is refused unopened."""
    if len(content) > SIZE_MAX or not zipfile.is_zipfile(io.BytesIO(content)):
        raise NotASheet
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNPACKED_MAX:
            raise NotASheet


def _fields(headings: tuple[Any, ...]) -> list[str]:
    known = {_plain(heading): field for field, heading in COLUMNS.items()}
    known |= {field: field for field in COLUMNS}
    fields = [known.get(_plain(heading), f"?{place}") for place, heading in enumerate(headings)]
    if "name" not in fields or "category" not in fields:
        raise NotASheet
    return fields


def _plain(heading: Any) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(heading or "")))


def text(value: Any) -> str:
    """A cell as text: whole numbers without the ".0" Excel adds, without what cannot be seen."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    seen = unicodedata.normalize("NFC", str(value))
    return "".join(c for c in seen if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf")).strip()


def money(value: Any) -> int:
    """A cell as fen. Excel's own rounding of a float is undone at the third decimal."""
    if isinstance(value, float):
        value = Decimal(repr(value)).quantize(Decimal("0.001"))
        value = value.quantize(Decimal("0.01")) if value == value.quantize(Decimal("0.01")) else value
    return fen(unicodedata.normalize("NFKC", text(value)))


def day(value: Any) -> date | None:
    """A cell as a day, as Excel keeps it or as people write it."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = unicodedata.normalize("NFKC", text(value))
    if not written:
        return None
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", written)
    if found is None:
        raise Malformed(field=COLUMNS["produced_on"], problem=written[:40])
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as problem:
        raise Malformed(field=COLUMNS["produced_on"], problem=written[:40]) from problem


def days(value: Any) -> int | None:
    """A cell as a number of days."""
    written = unicodedata.normalize("NFKC", text(value)).removesuffix("天")
    if not written:
        return None
    if not written.isascii() or not written.isdigit():
        raise Malformed(field=COLUMNS["shelf_life_days"], problem=written[:40])
    return int(written)


READERS: Mapping[str, Callable[[Any], Any]] = {
    "price_wish_fen": money,
    "produced_on": day,
    "shelf_life_days": days,
}


def read(row: SheetRow) -> dict[str, Any]:
    """The cells of a row as values. Raises the refusal of the first cell that is none."""
    return {field: READERS.get(field, text)(row.cells.get(field)) for field in COLUMNS}
