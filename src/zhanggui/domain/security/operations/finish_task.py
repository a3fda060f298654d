"""Finishing a task of the plan, with what shows it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.security.capabilities import HANDLE_INCIDENTS
from zhanggui.domain.security.facts import TaskFinished
from zhanggui.domain.security.keeping import held_incident
from zhanggui.domain.security.models import IncidentTask
from zhanggui.domain.security.refusals import TaskDone
from zhanggui.domain.security.states import PlanTask
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def finish_task(*, incident_id: UUID, task: PlanTask, evidence: str, by: Actor, at: datetime) -> IncidentTask:
    """Say that it is done. Raises ``SayMore`` and ``TaskDone``."""
    by.require(HANDLE_INCIDENTS)
    incident = held_incident(incident_id)
    given = IncidentTask.objects.locked().filter(incident=incident, task=task).first()
    if given is None:
        raise NotFound
    if given.done_at is not None:
        raise TaskDone
    refuse_empty(evidence=evidence)

    given.done_by_id, given.done_at, given.shown_by = by.account_id, at, evidence.strip()
    given.save(update_fields=["done_by", "done_at", "shown_by"])

    fact = TaskFinished(number=incident.number, task=given.task)
    trail.record(fact, on=given, by=by, at=at, thread=incident)
    return given
