"""Which papers somebody holds, and until when."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.documents import rules
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.rules import Validity


def of_owner(organisation: UUID) -> QuerySet[Document]:
    """Every paper of an organisation that counts, newest first; replaced ones too."""
    return Document.objects.filter(organisation=organisation, withdrawn_at=None).order_by("-filed_at", "-pk")


def current(organisation: UUID) -> QuerySet[Document]:
    """The papers of an organisation that were not replaced."""
    return of_owner(organisation).filter(replaced_by=None)


def released(organisation: UUID) -> QuerySet[Document]:
    """The papers of an organisation that the public may see."""
    return current(organisation).filter(released_at__isnull=False)


def missing(
    organisation: UUID, types: Iterable[str], at: datetime, *, among: Collection[UUID] | None = None
) -> list[str]:
    """Those of these types of which the organisation holds no paper that is valid on this day."""
    ends = holding(organisation, types, at, among=among)
    return [code for code, until in ends.items() if until is None]


def holds_until(
    organisation: UUID, types: Iterable[str], at: datetime, *, among: Collection[UUID] | None = None
) -> date | None:
    """The last day on which all of these are held, as filed now; None if one is missing already.

    ``date.max`` means that none of them runs out. Only papers ``among`` these count, where that is given.
    """
    ends = holding(organisation, types, at, among=among).values()
    return None if None in ends else min((end for end in ends if end), default=rules.FOREVER)


def holding(
    organisation: UUID, types: Iterable[str], at: datetime, *, among: Collection[UUID] | None = None
) -> dict[str, date | None]:
    """For each type the last day on which it is held without a gap, or None."""
    wanted = sorted(set(types))
    day = at.astimezone(SHANGHAI).date()
    papers: dict[str, list[Validity]] = {code: [] for code in wanted}
    held = of_owner(organisation).filter(type__in=wanted)
    if among is not None:
        held = held.filter(pk__in=among)
    rows = held.values_list("type", "valid_from", "valid_to")
    for code, since, until in rows:
        papers[code].append(Validity(since or date.min, until or rules.FOREVER))
    return {code: rules.holds_until(each, day) for code, each in papers.items()}
