"""Rows held for change, and what every step of an incident leaves behind."""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.security.facts import IncidentMoved
from zhanggui.domain.security.models import Activity, Incident, IncidentStep
from zhanggui.domain.security.refusals import NotThereYet
from zhanggui.domain.security.states import INCIDENT
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound


def held_incident(incident_id: UUID) -> Incident:
    """This incident, held for change. Raises ``NotFound``."""
    found = Incident.objects.locked().select_related("case").filter(pk=incident_id).first()
    if found is None:
        raise NotFound
    return found


def held_activity(activity_id: UUID) -> Activity:
    """This line of the plan, held for change. Raises ``NotFound``."""
    found = Activity.objects.locked().filter(pk=activity_id).first()
    if found is None:
        raise NotFound
    return found


def refuse_future(moment: datetime, at: datetime) -> None:
    """What is told has happened already."""
    if moment > at:
        raise NotThereYet


def move(incident: Incident, verb: str, shown_by: str, *, by: Actor, at: datetime) -> IncidentMoved:
    """Take the incident one step on, with who owned it and what shows it. Returns the fact to record."""
    incident.state = INCIDENT.after(incident.state, verb)
    incident.save()
    incident.case.refresh_from_db()
    IncidentStep(
        incident=incident,
        state=incident.state,
        owner_id=incident.case.owner_id,
        taken_by_id=by.account_id,
        taken_at=at,
        shown_by=shown_by.strip(),
    ).save(force_insert=True)
    return IncidentMoved(number=incident.number, verb=verb, state=incident.state, grade=incident.grade)
