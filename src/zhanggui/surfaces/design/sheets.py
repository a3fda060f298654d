"""Rows as Excel workbooks, the same from every surface: operators live in Excel."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.html import strip_tags
from django.utils.timezone import localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def sheet(name: str, headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """Rows under headings, as a file for Excel called after ``name``."""
    book = Workbook(write_only=True)
    page = book.create_sheet(name[:31])
    titles = [_heading(page, title) for title in headings]
    for number in range(1, len(titles) + 1):
        page.column_dimensions[get_column_letter(number)].width = 20
    page.freeze_panes = "A2"
    page.append(titles)
    for row in rows:
        page.append([cell(value) for value in row])
    file = BytesIO()
    book.save(file)
    response = HttpResponse(
        file.getvalue(),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _heading(page: Any, title: str) -> Any:
    heading = WriteOnlyCell(page, value=title)
    heading.font = Font(bold=True)
    return heading


def cell(value: Any) -> Any:
    """A value as Excel should hold it. Text that Excel would run as a formula is made plain text."""
    if isinstance(value, datetime):
        return localtime(value).replace(tzinfo=None)
    if value is None or isinstance(value, int | float | Decimal):
        return value
    text = strip_tags(str(value)).strip()
    return "'" + text if text.startswith(FORMULA_STARTS) else text
