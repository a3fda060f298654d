"""Beginning the response: the plan for this type and grade is started."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.security.capabilities import HANDLE_INCIDENTS
from zhanggui.domain.security.keeping import held_incident, move
from zhanggui.domain.security.models import Incident
from zhanggui.domain.security.planning import give_tasks
from zhanggui.domain.security.states import INCIDENT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def begin_response(*, incident_id: UUID, first_steps: str, by: Actor, at: datetime) -> Incident:
    """Start the plan (B-8.3.2). Raises ``SayMore``."""
    by.require(HANDLE_INCIDENTS)
    incident = held_incident(incident_id)
    INCIDENT.after(incident.state, "respond")
    refuse_empty(what=first_steps)

    give_tasks(incident, at=at)

    moved = move(incident, "respond", first_steps, by=by, at=at)
    trail.record(moved, on=incident, by=by, at=at)
    return incident
