"""The house's own papers as the public sees them (资质公示)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from zhanggui.identity.models import Organisation
from zhanggui.mechanisms.documents import queries
from zhanggui.mechanisms.documents.types import PICTURE, document_types
from zhanggui.mechanisms.ledger import HOUSE


@dataclass(frozen=True, slots=True)
class Paper:
    """One released paper."""

    id: UUID
    title: str
    number: str
    issuer: str
    valid_to: date | None


def titles() -> dict[str, str]:
    """What each type of paper is called."""
    return {kind.code: gettext(kind.title) for kind in document_types()}


def house() -> str:
    """The house's full name."""
    return Organisation.objects.filter(pk=HOUSE).values_list("name", flat=True).first() or ""


def papers() -> list[Paper]:
    """Its papers that were released, by title. Pictures of advertisements are public too, and no papers."""
    names = titles()
    rows = [
        Paper(row.id, names.get(row.type, row.type), row.number, row.issuer, row.valid_to)
        for row in queries.released(HOUSE).exclude(type=PICTURE.code)
    ]
    return sorted(rows, key=lambda row: row.title)
