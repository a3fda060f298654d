"""Lists as Excel workbooks: operators live in Excel."""

from typing import Any

from django.contrib.admin.utils import label_for_field, lookup_field
from django.http import HttpRequest, HttpResponse

from zhanggui.surfaces.design.sheets import sheet

ROWS_MAX = 20_000
"""More than this is no list for a person; a report job writes those."""


def as_workbook(desk: Any, request: HttpRequest, rows: Any) -> HttpResponse:
    """The columns of the list, one row each, with money as numbers and times in Shanghai."""
    columns = [name for name in desk.get_list_display(request) if name != "action_checkbox"]
    return sheet(
        desk.opts.model_name,
        [str(label_for_field(name, desk.model, desk)) for name in columns],
        ([_value(desk, row, name) for name in columns] for row in rows[:ROWS_MAX].iterator(chunk_size=500)),
    )


def _value(desk: Any, row: Any, name: str) -> Any:
    _field, _attribute, value = lookup_field(name, row, desk)
    return value
