"""Writing a version down, and asking whether it is fit to be shown: shared by several operations."""

from datetime import datetime
from typing import Any

from zhanggui.domain.catalog.queries import unknown_categories, unpublished
from zhanggui.domain.columns import rules
from zhanggui.domain.columns.banners import refuse_unbound
from zhanggui.domain.columns.models import Column, ColumnVersion
from zhanggui.domain.columns.queries import terms_of
from zhanggui.domain.columns.refusals import ColumnIncomplete, ColumnSaysForbidden, ColumnShowsUnknown
from zhanggui.domain.columns.rules import ColumnTerms
from zhanggui.domain.columns.states import Place
from zhanggui.domain.columns.words import fields_said
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI


def refuse_unwritable(terms: ColumnTerms) -> None:
    """Refuse what cannot even be kept as a draft."""
    if wrong := rules.wrong(terms):
        raise ColumnIncomplete(fields=fields_said(wrong))


def refuse_unfit(terms: ColumnTerms, at: datetime) -> None:
    """Refuse what may not be shown: incomplete, forbidden by law, or about what is not there."""
    if wanting := rules.wrong(terms) + rules.wanting(terms):
        raise ColumnIncomplete(fields=fields_said(wanting))
    if words := rules.forbidden(terms, on=at.astimezone(SHANGHAI).date()):
        raise ColumnSaysForbidden(words="、".join(words))
    if unknown := _unknown(terms):
        raise ColumnShowsUnknown(what=" ".join(unknown))
    refuse_unbound(terms, at)


def _unknown(terms: ColumnTerms) -> list[str]:
    codes = {terms.content.category, terms.place_key if terms.place == Place.CATEGORY else ""} - {""}
    return unpublished(terms.content.numbers) + unknown_categories(codes)


def columns(terms: ColumnTerms) -> dict[str, Any]:
    """The terms as columns of a version."""
    return {
        "title": terms.title.strip(),
        "kind": terms.kind,
        "place": terms.place,
        "place_key": terms.place_key,
        "position": terms.position,
        "starts_at": terms.starts_at,
        "ends_at": terms.ends_at,
        "audience": terms.audience,
        "content": rules.plain(terms.content),
    }


def frozen_content(version: ColumnVersion) -> dict[str, Any]:
    """What is reviewed, and what the digest is taken of."""
    told = columns(terms_of(version))
    ends = version.ends_at.timestamp() if version.ends_at else None
    return {**told, "starts_at": version.starts_at.timestamp(), "ends_at": ends}


def write_draft(column: Column, number: int, terms: ColumnTerms, by: Actor, at: datetime) -> ColumnVersion:
    """A new draft version of this column."""
    version = ColumnVersion(
        column=column, number=number, author_id=by.account_id, created_at=at, **columns(terms)
    )
    version.save(force_insert=True)
    return version
