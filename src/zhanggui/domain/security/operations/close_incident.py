"""Closing an incident: it is explained, put right by verified actions, and told to whom it had to be."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.states import MeasureState
from zhanggui.domain.security.capabilities import HANDLE_INCIDENTS
from zhanggui.domain.security.keeping import held_incident, move
from zhanggui.domain.security.models import Incident
from zhanggui.domain.security.queries import corrections
from zhanggui.domain.security.refusals import AuthorityNotTold, NothingCorrected, PersonsNotTold
from zhanggui.domain.security.states import INCIDENT, REPORTABLE, Addressee, IncidentKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import cases, trail


@transaction.atomic
def close_incident(*, incident_id: UUID, by: Actor, at: datetime) -> Incident:
    """Close it for good (B-8.3.2); the database asks for cause and answerability too.

    Raises ``NothingCorrected``, ``AuthorityNotTold`` and ``PersonsNotTold``.
    """
    by.require(HANDLE_INCIDENTS)
    incident = held_incident(incident_id)
    INCIDENT.after(incident.state, "close")
    _refuse_unfinished(incident)

    incident.closed_at = at
    moved = move(incident, "close", incident.lessons, by=by, at=at)
    trail.record(moved, on=incident, by=by, at=at)
    cases.close(case_id=incident.case_id, by=by, at=at)
    return incident


def _refuse_unfinished(incident: Incident) -> None:
    actions = corrections(incident)
    if not actions.exists() or actions.exclude(state=MeasureState.VERIFIED).exists():
        raise NothingCorrected
    told = set(incident.outside_reports.values_list("addressee", flat=True))
    if incident.grade in REPORTABLE and Addressee.AUTHORITY not in told:
        raise AuthorityNotTold
    leaked = incident.kind == IncidentKind.LEAK and incident.affected_persons > 0
    if leaked and Addressee.PERSONS not in told and not incident.persons_spared:
        raise PersonsNotTold
