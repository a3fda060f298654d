"""Taking a column down: at once, everywhere it stands, with a reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.columns.capabilities import TAKE_DOWN_COLUMNS
from zhanggui.domain.columns.facts import ColumnTakenDown
from zhanggui.domain.columns.models import Column
from zhanggui.domain.columns.reach import held_column
from zhanggui.domain.columns.refusals import NothingToTakeDown
from zhanggui.domain.columns.states import ColumnState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def take_down_column(*, column_id: UUID, reason: str, by: Actor, at: datetime) -> Column:
    """Show this column to nobody from now on, until a newer version of it is approved.

    Raises ``NothingToTakeDown``.
    """
    by.require(TAKE_DOWN_COLUMNS)
    column = held_column(column_id)
    shown = column.versions.filter(state=ColumnState.PUBLISHED).order_by("-starts_at").first()
    if shown is None or column.taken_down_at is not None:
        raise NothingToTakeDown

    column.taken_down_at, column.taken_down_by_id = at, by.account_id
    column.taken_down_why = reason.strip()[:200]
    column.save(update_fields=["taken_down_at", "taken_down_by", "taken_down_why"])

    fact = ColumnTakenDown(code=column.code, version=shown.number)
    trail.record(fact, on=column, by=by, at=at, reason=reason)
    return column
