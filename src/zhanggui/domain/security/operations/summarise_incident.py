"""Summarising an incident: what it did, what was learnt, and what is put right."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.security.capabilities import HANDLE_INCIDENTS
from zhanggui.domain.security.keeping import held_incident, move
from zhanggui.domain.security.models import Incident
from zhanggui.domain.security.queries import corrections
from zhanggui.domain.security.refusals import NothingCorrected
from zhanggui.domain.security.states import INCIDENT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import cases, trail


@transaction.atomic
def summarise_incident(
    *, incident_id: UUID, lessons: str, by: Actor, at: datetime, persons_spared: str = ""
) -> Incident:
    """Sum it up; corrective actions are planned by then (IR-06). Its case is resolved.

    Raises ``NothingCorrected`` and ``SayMore``.
    """
    by.require(HANDLE_INCIDENTS)
    incident = held_incident(incident_id)
    INCIDENT.after(incident.state, "summarise")
    refuse_empty(lessons=lessons)
    planned = list(corrections(incident).values_list("planned_work", flat=True))
    if not planned:
        raise NothingCorrected

    incident.lessons, incident.persons_spared = lessons.strip(), persons_spared.strip()
    incident.summarised_at = at
    moved = move(incident, "summarise", lessons, by=by, at=at)
    trail.record(moved, on=incident, by=by, at=at)

    solution = cases.Solution(finding=incident.incident_cause, rectification="\n".join(planned))
    cases.resolve(case_id=incident.case_id, solution=solution, by=by, at=at)
    return incident
