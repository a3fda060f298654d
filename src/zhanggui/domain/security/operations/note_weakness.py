"""Noting a weakness that a check found or an incident showed; its clock starts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import next_number, refuse_empty
from zhanggui.domain.security.capabilities import NOTE_WEAKNESSES
from zhanggui.domain.security.facts import WeaknessNoted
from zhanggui.domain.security.keeping import held_activity, held_incident
from zhanggui.domain.security.models import Weakness
from zhanggui.domain.security.refusals import NotACheck
from zhanggui.domain.security.rules import mend_by
from zhanggui.domain.security.states import PUBLICITY, ActivityState, Severity
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaknessWish:
    """What is weak, how dangerous that is, and the check or the incident that showed it."""

    what: str
    severity: Severity
    activity_id: UUID | None = None
    incident_id: UUID | None = None


@transaction.atomic
def note_weakness(*, wish: WeaknessWish, by: Actor, at: datetime) -> Weakness:
    """Put it on the register of weaknesses (B-8.1.1). Raises ``SayMore`` and ``NotACheck``."""
    by.require(NOTE_WEAKNESSES)
    refuse_empty(what=wish.what)
    if (wish.activity_id is None) == (wish.incident_id is None):
        raise NotACheck
    if wish.activity_id is not None:
        activity = held_activity(wish.activity_id)
        if activity.kind in PUBLICITY or activity.state != ActivityState.DONE:
            raise NotACheck
    if wish.incident_id is not None:
        held_incident(wish.incident_id)

    weakness = Weakness(
        number=next_number("YH"),
        activity_id=wish.activity_id,
        incident_id=wish.incident_id,
        severity=wish.severity.value,
        weakness_text=wish.what.strip(),
        mend_by=mend_by(wish.severity, at.astimezone(SHANGHAI).date()),
        found_by_id=by.account_id,
        found_at=at,
    )
    weakness.save(force_insert=True)

    fact = WeaknessNoted(number=weakness.number, severity=weakness.severity, day=weakness.mend_by.isoformat())
    trail.record(fact, on=weakness, by=by, at=at, thread=weakness.came_from)
    return weakness
