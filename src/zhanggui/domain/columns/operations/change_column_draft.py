"""Changing the draft of a column: until it is submitted, it may be written on."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.columns.banners import bound
from zhanggui.domain.columns.capabilities import WRITE_COLUMNS
from zhanggui.domain.columns.facts import ColumnDraftChanged
from zhanggui.domain.columns.models import ColumnVersion
from zhanggui.domain.columns.queries import terms_of
from zhanggui.domain.columns.reach import held_version
from zhanggui.domain.columns.rules import ColumnTerms
from zhanggui.domain.columns.states import COLUMN
from zhanggui.domain.columns.writing import columns, refuse_unwritable
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def change_column_draft(*, version_id: UUID, terms: ColumnTerms, by: Actor, at: datetime) -> ColumnVersion:
    """Write the draft anew. Raises ``WrongState`` once it was submitted: then an edit is a new version."""
    by.require(WRITE_COLUMNS)
    version = held_version(version_id)
    COLUMN.after(version.state, "change")
    terms = bound(terms, by=by, at=at, before=terms_of(version).content)
    refuse_unwritable(terms)

    for name, value in columns(terms).items():
        setattr(version, name, value)
    version.save()

    fact = ColumnDraftChanged(code=version.column.code, version=version.number)
    trail.record(fact, on=version, by=by, at=at, thread=version.column)
    return version
