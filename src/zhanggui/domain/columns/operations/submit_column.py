"""Submitting a column: from now on it is frozen, and somebody else looks at it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.columns.capabilities import WRITE_COLUMNS
from zhanggui.domain.columns.facts import ColumnSubmitted
from zhanggui.domain.columns.models import ColumnVersion
from zhanggui.domain.columns.policies import MARKETING_COLUMN
from zhanggui.domain.columns.queries import terms_of
from zhanggui.domain.columns.reach import held_version
from zhanggui.domain.columns.states import COLUMN
from zhanggui.domain.columns.writing import frozen_content, refuse_unfit
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def submit_column(*, version_id: UUID, by: Actor, at: datetime, note: str = "") -> ColumnVersion:
    """Hand a draft to the reviewer.

    Raises ``ColumnIncomplete``, ``ColumnSaysForbidden``, ``ColumnShowsUnknown`` and ``WrongState``.
    """
    by.require(WRITE_COLUMNS)
    version = held_version(version_id)
    state = COLUMN.after(version.state, "submit")
    refuse_unfit(terms_of(version), at)

    version.state, version.submitted_at = state, at
    version.digest = approvals.digest_of(frozen_content(version))
    version.save(update_fields=["state", "submitted_at", "digest"])
    approvals.submit(MARKETING_COLUMN, version, by=by, at=at, author=version.author, note=note)

    fact = ColumnSubmitted(code=version.column.code, version=version.number)
    trail.record(fact, on=version, by=by, at=at, reason=note, thread=version.column)
    return version
