"""Goods as people keep them in Excel, one row each. A sheet is taken in whole, or not at all.

What is wrong is told of every row at once, by its number in the sheet.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.apps import apps
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from zhanggui.domain.catalog import sheets
from zhanggui.domain.catalog.refusals import NotASheet, SheetTooLong
from zhanggui.domain.inventory import looking
from zhanggui.domain.inventory.refusals import WrongRows
from zhanggui.domain.inventory.rules import Delivered
from zhanggui.domain.inventory.sizes import Size
from zhanggui.kernel.refusal import Malformed

ROWS_MAX = 2_000
TOLD_MOST = 12
"""So many wrong rows are told at once; who has more starts again."""
Cells = Mapping[str, Any]
Read = TypeVar("Read")
Line = tuple[UUID, int, UUID | None, UUID | None]
"""SKU, pieces, shelf (none: from among the rejected) and, for a move, the location it goes to."""
DELIVERY: Mapping[str, str] = {
    "sku": "SKU编号",
    "quantity": "件数",
    "lot": "批号",
    "produced_on": "生产日期",
    "expires_on": "有效期至",
    "unit_cost_fen": "进货单价(元)",
}
DOCUMENT: Mapping[str, str] = {
    "sku": "SKU编号",
    "location": "货位",
    "lot": "批号",
    "quantity": "件数",
    "to": "新货位",
}
PIECES: Mapping[str, str] = {"sku": "SKU编号", "quantity": "件数"}
MEASURES: Mapping[str, str] = {
    "sku": "SKU编号",
    "length": "长(毫米)",
    "width": "宽(毫米)",
    "height": "高(毫米)",
    "weight": "重量(克)",
}
KINDS: Mapping[str, Mapping[str, str]] = {
    "delivery": DELIVERY,
    "document": DOCUMENT,
    "count": PIECES,
    "measures": MEASURES,
}
"""The columns of each kind of sheet, by field. Headings are recognised in Chinese or by the field's name."""


def template(kind: str = "delivery") -> bytes:
    """An empty sheet of this kind with its headings, to be filled in."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "商品明细"
    for place, heading in enumerate(KINDS[kind].values(), start=1):
        sheet.cell(row=1, column=place, value=heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = 18
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def delivered_in(content: bytes) -> list[Delivered]:
    """The lines of a delivery. Raises ``NotASheet``, ``SheetTooLong``, ``WrongRows``."""

    def line(row: "_Row") -> Delivered:
        cost = row.cells.get("unit_cost_fen")
        return Delivered(
            sku_id=row.sku(),
            quantity=row.whole("quantity"),
            lot=row.text("lot")[:60],
            produced_on=row.day("produced_on"),
            expires_on=row.day("expires_on"),
            unit_cost_fen=row.checked("unit_cost_fen", sheets.money) if sheets.text(cost) else None,
        )

    return _read(content, DELIVERY, line)


def counted_in(content: bytes) -> dict[UUID, int]:
    """Pieces by SKU as they were counted, or are told of. Each SKU stands in one row."""
    seen: set[UUID] = set()

    def line(row: "_Row") -> tuple[UUID, int]:
        sku = row.sku()
        if sku in seen:
            raise row.wrong("sku", row.text("sku"))
        seen.add(sku)
        return sku, row.whole("quantity", least=0)

    return dict(_read(content, PIECES, line))


def document_lines_in(content: bytes, warehouse_id: UUID) -> list[Line]:
    """The lines of a goods document, each looked up on the shelves of the warehouse."""

    def line(row: "_Row") -> Line:
        row.sku()
        found = looking.shelf_named(warehouse_id, row.text("sku"), row.text("location"), row.text("lot"))
        if found is None:
            raise row.wrong("location", row.text("location"))
        to = looking.location_named(warehouse_id, row.text("to")) if row.text("to") else None
        if row.text("to") and to is None:
            raise row.wrong("to", row.text("to"))
        sku_id, shelf_id = found
        return sku_id, row.whole("quantity"), shelf_id, to

    return _read(content, DOCUMENT, line)


def measures_in(content: bytes) -> list[tuple[UUID, Size]]:
    """Edges and weight of a piece, SKU by SKU."""

    def line(row: "_Row") -> tuple[UUID, Size]:
        size = Size(*(row.whole(edge) for edge in ("length", "width", "height", "weight")))
        if not size.plausible:
            raise row.wrong("length", " × ".join(map(str, size.edges)))
        return row.sku(), size

    return _read(content, MEASURES, line)


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: Cells
    skus: Mapping[str, UUID]
    columns: Mapping[str, str]

    def text(self, field: str) -> str:
        return sheets.text(self.cells.get(field))

    def sku(self) -> UUID:
        found = self.skus.get(self.text("sku"))
        if found is None:
            raise self.wrong("sku", self.text("sku"))
        return found

    def whole(self, field: str, *, least: int = 1) -> int:
        written = self.text(field)
        if not (written.isascii() and written.isdigit() and len(written) < 8 and int(written) >= least):
            raise self.wrong(field, written)
        return int(written)

    def day(self, field: str) -> date | None:
        return self.checked(field, sheets.day)

    def checked(self, field: str, read: Callable[[Any], Read]) -> Read:
        try:
            return read(self.cells.get(field))
        except Malformed as problem:
            raise self.wrong(field, str(problem.details["problem"])) from problem

    def wrong(self, field: str, written: str) -> Malformed:
        return Malformed(field=f"{self.number} · {self.columns[field]}", problem=written[:40] or "—")


def _read(content: bytes, columns: Mapping[str, str], line: Callable[[_Row], Read]) -> list[Read]:
    """Every row read, or ``WrongRows`` with each row that cannot be."""
    rows = _rows(content, columns)
    codes = [sheets.text(cells.get("sku")) for _, cells in rows]
    skus = dict(apps.get_model("catalog", "Sku").objects.filter(code__in=codes).values_list("code", "pk"))
    read, problems = [], []
    for number, cells in rows:
        try:
            read.append(line(_Row(number, cells, skus, columns)))
        except Malformed as problem:
            problems.append(f"{problem.details['field']}: {problem.details['problem']}")
    if problems:
        more = len(problems) - TOLD_MOST
        raise WrongRows(rows="; ".join(problems[:TOLD_MOST]) + (f"; +{more}" if more > 0 else ""))
    return read


def _rows(content: bytes, columns: Mapping[str, str]) -> Sequence[tuple[int, Cells]]:
    sheets.refuse_bomb(content)
    found = []
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True, max_row=ROWS_MAX + 2)
        fields = _fields(next(rows, ()), columns)
        for number, row in enumerate(rows, start=2):
            if all(value is None or str(value).strip() == "" for value in row):
                continue
            if number > ROWS_MAX + 1:
                raise SheetTooLong(most=ROWS_MAX)
            found.append((number, dict(zip(fields, row, strict=False))))
    except (InvalidFileException, KeyError, ValueError, IndexError, zipfile.BadZipFile) as problem:
        raise NotASheet from problem
    if not found:
        raise NotASheet
    return found


def _fields(headings: tuple[Any, ...], columns: Mapping[str, str]) -> list[str]:
    known = {heading: field for field, heading in columns.items()} | {field: field for field in columns}
    plain = [re.sub(r"\s", "", unicodedata.normalize("NFKC", str(heading or ""))) for heading in headings]
    fields = [known.get(heading, f"?{place}") for place, heading in enumerate(plain)]
    needed = set(columns) if "weight" in columns else {"sku", "quantity"}
    if not needed <= set(fields):
        raise NotASheet
    return fields
