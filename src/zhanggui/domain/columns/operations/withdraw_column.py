"""Withdrawing a version of a column before it is decided; what stands there stays."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.columns.capabilities import WRITE_COLUMNS
from zhanggui.domain.columns.facts import ColumnWithdrawn
from zhanggui.domain.columns.models import ColumnVersion
from zhanggui.domain.columns.reach import held_version
from zhanggui.domain.columns.states import COLUMN, ColumnState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def withdraw_column(*, version_id: UUID, by: Actor, at: datetime, reason: str = "") -> ColumnVersion:
    """Take a draft or a submitted version back."""
    by.require(WRITE_COLUMNS)
    version = held_version(version_id)
    state = COLUMN.after(version.state, "withdraw")
    review = approvals.review_of(version.id)
    if version.state == ColumnState.SUBMITTED and review is not None:
        approvals.withdraw(review_id=review.id, by=by, at=at, reason=reason)
    version.state, version.decided_at = state, at
    version.save(update_fields=["state", "decided_at"])

    fact = ColumnWithdrawn(code=version.column.code, version=version.number)
    trail.record(fact, on=version, by=by, at=at, reason=reason, thread=version.column)
    return version
