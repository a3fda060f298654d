"""Lists as Excel workbooks: operators live in Excel."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.contrib.admin.utils import label_for_field, lookup_field
from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.timezone import localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

ROWS_MAX = 20_000
"""More than this is no list for a person; a report job writes those."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_workbook(desk: Any, request: HttpRequest, rows: Any) -> HttpResponse:
    """The columns of the list, one row each, with money as numbers and times in Shanghai."""
    columns = [name for name in desk.get_list_display(request) if name != "action_checkbox"]
    return rows_as_workbook(
        desk.opts.model_name,
        [str(label_for_field(name, desk.model, desk)) for name in columns],
        ([_value(desk, row, name) for name in columns] for row in rows[:ROWS_MAX].iterator(chunk_size=500)),
    )


def rows_as_workbook(name: str, headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """Rows under headings, as a file for Excel called after ``name``."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    titles = [_heading(sheet, title) for title in headings]
    for number in range(1, len(titles) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 20
    sheet.freeze_panes = "A2"
    sheet.append(titles)
    for row in rows:
        sheet.append([cell(value) for value in row])
    file = BytesIO()
    book.save(file)
    response = HttpResponse(
        file.getvalue(),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _heading(sheet: Any, title: str) -> Any:
    heading = WriteOnlyCell(sheet, value=title)
    heading.font = Font(bold=True)
    return heading


def _value(desk: Any, row: Any, name: str) -> Any:
    _field, _attribute, value = lookup_field(name, row, desk)
    return value


def cell(value: Any) -> Any:
    """A value as Excel should hold it. Text that Excel would run as a formula is made plain text."""
    if isinstance(value, datetime):
        return localtime(value).replace(tzinfo=None)
    if value is None or isinstance(value, int | float | Decimal):
        return value
    text = strip_tags(str(value)).strip()
    return "'" + text if text.startswith(FORMULA_STARTS) else text
