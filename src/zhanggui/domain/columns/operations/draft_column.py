"""Drafting a column: a new place on the shop's pages, with its first version."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.columns import rules
from zhanggui.domain.columns.banners import bound
from zhanggui.domain.columns.capabilities import WRITE_COLUMNS
from zhanggui.domain.columns.facts import ColumnDrafted
from zhanggui.domain.columns.models import Column, ColumnVersion
from zhanggui.domain.columns.refusals import BadColumnCode, ColumnTaken
from zhanggui.domain.columns.rules import ColumnTerms
from zhanggui.domain.columns.writing import refuse_unwritable, write_draft
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def draft_column(*, code: str, terms: ColumnTerms, by: Actor, at: datetime) -> ColumnVersion:
    """A new column, as a draft that only the house sees.

    Raises ``BadColumnCode``, ``ColumnTaken``, ``ColumnIncomplete`` and ``BannerNotApproved``.
    """
    by.require(WRITE_COLUMNS)
    if not rules.is_column_code(code):
        raise BadColumnCode(column=code[:40])
    terms = bound(terms, by=by, at=at)
    refuse_unwritable(terms)
    column, is_new = Column.objects.get_or_create(code=code, defaults={"created_at": at})
    if not is_new:
        raise ColumnTaken(column=code)

    version = write_draft(column, 1, terms, by, at)

    fact = ColumnDrafted(code=code, version=1, title=version.title)
    trail.record(fact, on=version, by=by, at=at, thread=column)
    return version
