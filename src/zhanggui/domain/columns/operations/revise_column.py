"""Revising a column: an edit is a new version; what stands there stays until that one is approved."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.columns.banners import bound
from zhanggui.domain.columns.capabilities import WRITE_COLUMNS
from zhanggui.domain.columns.facts import ColumnDrafted
from zhanggui.domain.columns.models import ColumnVersion
from zhanggui.domain.columns.queries import terms_of
from zhanggui.domain.columns.reach import held_column
from zhanggui.domain.columns.refusals import ColumnVersionOpen
from zhanggui.domain.columns.rules import ColumnTerms
from zhanggui.domain.columns.states import ColumnState
from zhanggui.domain.columns.writing import refuse_unwritable, write_draft
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def revise_column(*, column_id: UUID, terms: ColumnTerms, by: Actor, at: datetime) -> ColumnVersion:
    """A new draft version. Raises ``ColumnVersionOpen`` while another is being written or reviewed."""
    by.require(WRITE_COLUMNS)
    column = held_column(column_id)
    if column.versions.filter(state__in=[ColumnState.DRAFT, ColumnState.SUBMITTED]).exists():
        raise ColumnVersionOpen
    latest = column.versions.order_by("-number").first()
    terms = bound(terms, by=by, at=at, before=terms_of(latest).content if latest else None)
    refuse_unwritable(terms)

    version = write_draft(column, latest.number + 1 if latest else 1, terms, by, at)

    fact = ColumnDrafted(code=column.code, version=version.number, title=version.title)
    trail.record(fact, on=version, by=by, at=at, thread=column)
    return version
