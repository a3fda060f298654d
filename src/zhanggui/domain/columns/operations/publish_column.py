"""Publishing a column: exactly the approved version stands on the page, from its first moment on."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.columns.capabilities import REVIEW_COLUMNS
from zhanggui.domain.columns.facts import ColumnPublished
from zhanggui.domain.columns.models import ColumnVersion, Showing
from zhanggui.domain.columns.queries import terms_of
from zhanggui.domain.columns.reach import held_version
from zhanggui.domain.columns.states import COLUMN, ColumnState
from zhanggui.domain.columns.writing import refuse_unfit
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def publish_column(*, version_id: UUID, by: Actor, at: datetime) -> ColumnVersion:
    """Let this approved version stand from its first moment on; a take-down is over.

    The one before it stands until then. The last approval of the review calls this; the database itself
    refuses a version nobody approved. What was asked at submission is asked again, for goods that have gone
    meanwhile.
    """
    by.require(REVIEW_COLUMNS)
    version = held_version(version_id)
    state = COLUMN.after(version.state, "publish")
    refuse_unfit(terms_of(version), at)

    column = version.column
    if version.starts_at <= at:
        column.versions.filter(state=ColumnState.PUBLISHED).update(state=ColumnState.SUPERSEDED)
    version.state, version.decided_at = state, at
    version.save(update_fields=["state", "decided_at"])
    Showing(column=column, version=version, published_at=at).save(force_insert=True)
    column.taken_down_at = column.taken_down_by = None
    column.taken_down_why = ""
    column.save(update_fields=["taken_down_at", "taken_down_by", "taken_down_why"])

    fact = ColumnPublished(
        code=column.code,
        version=version.number,
        title=version.title,
        starts_at=version.starts_at.isoformat(),
    )
    trail.record(fact, on=version, by=by, at=at, thread=column)
    return version
