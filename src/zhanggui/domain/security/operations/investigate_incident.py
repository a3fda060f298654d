"""Ending the investigation: why it happened, and who answers for it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.security.capabilities import HANDLE_INCIDENTS
from zhanggui.domain.security.keeping import held_incident, move
from zhanggui.domain.security.models import Incident
from zhanggui.domain.security.refusals import TasksOpen
from zhanggui.domain.security.states import INCIDENT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def investigate_incident(
    *, incident_id: UUID, cause: str, answerable: str, by: Actor, at: datetime
) -> Incident:
    """Write down cause and answerability, once the plan is carried out (B-8.3.2).

    Raises ``TasksOpen`` and ``SayMore``.
    """
    by.require(HANDLE_INCIDENTS)
    incident = held_incident(incident_id)
    INCIDENT.after(incident.state, "investigate")
    if waiting := incident.tasks.filter(done_at=None).count():
        raise TasksOpen(open=waiting)
    refuse_empty(cause=cause, answerable=answerable)

    incident.incident_cause, incident.answerable = cause.strip(), answerable.strip()
    incident.handled_at = at

    moved = move(incident, "investigate", cause, by=by, at=at)
    trail.record(moved, on=incident, by=by, at=at)
    return incident
