"""Lines of goods as people keep them in Excel: one lot in each row."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from zhanggui.domain.catalog import sheets
from zhanggui.domain.catalog.refusals import NotASheet, SheetTooLong
from zhanggui.domain.inventory.rules import Delivered
from zhanggui.kernel.refusal import Malformed

ROWS_MAX = 2_000
COLUMNS: Mapping[str, str] = {
    "sku": "SKU编号",
    "quantity": "件数",
    "lot": "批号",
    "produced_on": "生产日期",
    "expires_on": "有效期至",
    "unit_cost_fen": "进货单价(元)",
}
"""Each column of the sheet by its field. Headings are recognised in Chinese or by the field's name."""


def template() -> bytes:
    """An empty sheet with the headings, to be filled in."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "商品明细"
    for place, heading in enumerate(COLUMNS.values(), start=1):
        sheet.cell(row=1, column=place, value=heading).font = Font(bold=True)
        sheet.column_dimensions["ABCDEF"[place - 1]].width = 18
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def delivered_in(content: bytes) -> list[Delivered]:
    """The lines of a sheet. Raises ``NotASheet``, ``SheetTooLong``; ``Malformed`` names row and column."""
    rows = list(_rows(content))
    codes = [sheets.text(cells.get("sku")) for _, cells in rows]
    skus = dict(apps.get_model("catalog", "Sku").objects.filter(code__in=codes).values_list("code", "pk"))
    return [_line(number, cells, skus) for number, cells in rows]


def _rows(content: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    sheets.refuse_bomb(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True, max_row=ROWS_MAX + 2)
        fields = _fields(next(rows, ()))
        for number, row in enumerate(rows, start=2):
            if all(value is None or str(value).strip() == "" for value in row):
                continue
            if number > ROWS_MAX + 1:
                raise SheetTooLong(most=ROWS_MAX)
            yield number, dict(zip(fields, row, strict=False))
    except (InvalidFileException, KeyError, ValueError, IndexError, zipfile.BadZipFile) as problem:
        raise NotASheet from problem


def _fields(headings: tuple[Any, ...]) -> list[str]:
    known = {heading: field for field, heading in COLUMNS.items()} | {field: field for field in COLUMNS}
    plain = [re.sub(r"\s", "", unicodedata.normalize("NFKC", str(heading or ""))) for heading in headings]
    fields = [known.get(heading, f"?{place}") for place, heading in enumerate(plain)]
    if "sku" not in fields or "quantity" not in fields:
        raise NotASheet
    return fields


def _line(number: int, cells: Mapping[str, Any], skus: Mapping[str, Any]) -> Delivered:
    code, pieces = sheets.text(cells.get("sku")), sheets.text(cells.get("quantity"))
    if code not in skus:
        raise _wrong(number, "sku", code)
    if not (pieces.isascii() and pieces.isdigit() and len(pieces) < 8):
        raise _wrong(number, "quantity", pieces)
    cost = cells.get("unit_cost_fen")
    try:
        return Delivered(
            sku_id=skus[code],
            quantity=int(pieces),
            lot=sheets.text(cells.get("lot"))[:60],
            produced_on=sheets.day(cells.get("produced_on")),
            expires_on=sheets.day(cells.get("expires_on")),
            unit_cost_fen=sheets.money(cost) if sheets.text(cost) else None,
        )
    except Malformed as problem:
        raise _wrong(number, "produced_on", str(problem.details["problem"])) from problem


def _wrong(number: int, field: str, written: str) -> Malformed:
    return Malformed(field=f"{number} · {COLUMNS[field]}", problem=written[:40] or "—")
