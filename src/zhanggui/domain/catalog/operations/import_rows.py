"""Taking in goods row by row: each becomes a draft, or is refused with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.capabilities import DESCRIBE_GOODS
from zhanggui.domain.catalog.facts import GoodsImported
from zhanggui.domain.catalog.models import Category, GoodsVersion
from zhanggui.domain.catalog.operations.draft_goods import draft_goods
from zhanggui.domain.catalog.rules import GoodsContent, SkuWish
from zhanggui.domain.catalog.sheets import COLUMNS, SheetRow, read
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Organisation
from zhanggui.kernel.refusal import Malformed, NotFound, Refusal
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.queries import current

REPORT = "quality_report"


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that became nothing: its number, and why."""

    row: int
    refusal: Refusal


@dataclass(slots=True)
class Imported:
    """What became of all rows."""

    drafts: list[GoodsVersion] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)


@transaction.atomic
def import_rows(*, rows: Sequence[SheetRow], by: Actor, at: datetime) -> Imported:
    """Draft the goods of these rows for one's own firm. Those that cannot be are reported, others kept.

    Nothing is published by it: pictures are hung on the drafts, and each is submitted for review (B-3.2.4).
    """
    by.require(DESCRIBE_GOODS)
    if by.organisation_id is None:
        raise NotFound
    result = Imported()
    for row in rows:
        try:
            with transaction.atomic():
                result.drafts.append(_draft(row, by, at))
        except Refusal as refusal:
            result.refused.append(RefusedRow(row.number, refusal))

    fact = GoodsImported(drafts=len(result.drafts), refused=len(result.refused))
    subject = trail.Subject.of(Organisation(pk=by.organisation_id))
    trail.record(fact, on=subject, by=by, at=at)
    return result


def _draft(row: SheetRow, by: Actor, at: datetime) -> GoodsVersion:
    values = read(row)
    category = Category.objects.filter(code=values.pop("category")).first()
    if category is None:
        raise Malformed(field=COLUMNS["category"], problem=str(row.cells.get("category") or "—")[:40])
    skus = [SkuWish(name=name) for name in _split(values.pop("skus"))] or [SkuWish()]
    values[REPORT] = _report(values[REPORT], by)
    return draft_goods(category_id=category.id, content=GoodsContent(**values), skus=skus, by=by, at=at)


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.replace("；", ";").replace("\n", ";").split(";") if name.strip()]


def _report(number: str, by: Actor) -> UUID | None:
    """The firm's own report of that number."""
    if not number:
        return None
    own: Any = current(by.organisation_id) if by.organisation_id else None
    found: UUID | None = own.filter(type=REPORT, number=number).values_list("pk", flat=True).first()
    if found is None:
        raise Malformed(field=COLUMNS[REPORT], problem=number[:40])
    return found
