"""What is planned of a slot, as frozen values, and how it is written onto one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from zhanggui.domain.broadcast.models import Slot
from zhanggui.identity.models import Person
from zhanggui.kernel.refusal import NotFound

TERMS = (
    "period",
    "host",
    "host_person",
    "script",
    "materials",
    "ai_parts",
    "ai_label",
    "target_fen",
)
"""The columns that terms are written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotTerms:
    """When a slot is, who hosts it, what is said and shown, and what it is planned to sell.

    ``materials`` are ids of advertisements. ``ai_parts`` names what a machine made, ``ai_label`` is what
    tells viewers so (AD-25).
    """

    starts_at: datetime
    ends_at: datetime
    host_id: UUID | None = None
    script: str = ""
    materials: tuple[UUID, ...] = ()
    ai_parts: tuple[str, ...] = ()
    ai_label: str = ""
    target_fen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotWish(SlotTerms):
    """One run of a programme. Goods are put on it afterwards."""

    channel_id: UUID
    programme_id: UUID


def write_terms(slot: Slot, terms: SlotTerms) -> None:
    """Put these terms on the slot, unsaved. Raises ``NotFound`` for an unknown host."""
    host = Person.objects.filter(pk=terms.host_id).first() if terms.host_id else None
    if terms.host_id and host is None:
        raise NotFound
    slot.period = DateTimeTZRange(terms.starts_at, terms.ends_at)
    slot.host_person, slot.host = host, host.name if host else ""
    slot.script = terms.script
    slot.materials = list(terms.materials)
    slot.ai_parts, slot.ai_label = list(terms.ai_parts), terms.ai_label[:60]
    slot.target_fen = terms.target_fen


def terms_of(slot: Slot, *, starts_at: datetime | None = None) -> SlotTerms:
    """The terms of a slot, at its own time or moved to begin at ``starts_at``."""
    begins = starts_at or slot.period.lower
    return SlotTerms(
        starts_at=begins,
        ends_at=begins + (slot.period.upper - slot.period.lower),
        host_id=slot.host_person_id,
        script=slot.script,
        materials=tuple(slot.materials),
        ai_parts=tuple(slot.ai_parts),
        ai_label=slot.ai_label,
        target_fen=slot.target_fen,
    )
