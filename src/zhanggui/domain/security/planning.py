"""Starting the response plan of an incident, and adding to it when more comes to light."""

from datetime import datetime

from zhanggui.domain.security.models import Incident, IncidentTask
from zhanggui.domain.security.rules import plan_for
from zhanggui.domain.security.states import Grade, IncidentKind


def give_tasks(incident: Incident, *, at: datetime) -> None:
    """Give the tasks of the plan for its type and grade; those it has already stay as they are."""
    given = set(incident.tasks.values_list("task", flat=True))
    for task in plan_for(IncidentKind(incident.kind), Grade(incident.grade)):
        if task.value not in given:
            IncidentTask(incident=incident, task=task.value, given_at=at).save(force_insert=True)
