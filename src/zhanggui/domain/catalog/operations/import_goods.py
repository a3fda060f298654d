"""Importing goods from a sheet."""

# recorded by: import_rows, with how many became drafts

from datetime import datetime

from django.db import transaction

from zhanggui.domain.catalog.capabilities import DESCRIBE_GOODS
from zhanggui.domain.catalog.operations.import_rows import Imported, import_rows
from zhanggui.domain.catalog.sheets import rows_of
from zhanggui.identity.actor import Actor


@transaction.atomic
def import_goods(*, content: bytes, by: Actor, at: datetime) -> Imported:
    """Draft the goods of a sheet for one's own firm, row by row.

    Pictures are hung on the drafts afterwards. Raises ``NotASheet`` and ``SheetTooLong``.
    """
    by.require(DESCRIBE_GOODS)
    return import_rows(rows=list(rows_of(content)), by=by, at=at)
