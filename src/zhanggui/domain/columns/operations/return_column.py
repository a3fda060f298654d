"""Returning a column: the review refused it, and holds the reasons."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.columns.capabilities import REVIEW_COLUMNS
from zhanggui.domain.columns.facts import ColumnReturned
from zhanggui.domain.columns.models import ColumnVersion
from zhanggui.domain.columns.reach import held_version
from zhanggui.domain.columns.states import COLUMN
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def return_column(*, version_id: UUID, by: Actor, at: datetime) -> ColumnVersion:
    """Give a version back to be corrected; its author writes a new one. What stands there stays."""
    by.require(REVIEW_COLUMNS)
    version = held_version(version_id)
    version.state, version.decided_at = COLUMN.after(version.state, "return"), at
    version.save(update_fields=["state", "decided_at"])

    fact = ColumnReturned(code=version.column.code, version=version.number)
    trail.record(fact, on=version, by=by, at=at, thread=version.column)
    return version
