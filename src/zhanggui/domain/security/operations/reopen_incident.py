"""What reopening its case leads to: the incident is responded to again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.security.keeping import held_incident, move
from zhanggui.domain.security.models import Incident
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def reopen_incident(*, incident_id: UUID, by: Actor, at: datetime) -> Incident:
    """Called by the case alone, which has asked who may reopen it."""
    incident = held_incident(incident_id)
    incident.closed_at = incident.summarised_at = incident.handled_at = None
    moved = move(incident, "reopen", incident.case.events.latest("at").text, by=by, at=at)
    trail.record(moved, on=incident, by=by, at=at)
    return incident
