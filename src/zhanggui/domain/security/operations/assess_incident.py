"""Assessing an incident: how far it reached, and its grade."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.security import rules
from zhanggui.domain.security.capabilities import HANDLE_INCIDENTS
from zhanggui.domain.security.keeping import held_incident, move
from zhanggui.domain.security.models import Incident
from zhanggui.domain.security.planning import give_tasks
from zhanggui.domain.security.refusals import GradeNeedsReason
from zhanggui.domain.security.states import INCIDENT, KIND_OF, Grade, IncidentState, Subtype
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import cases, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessing:
    """What it is, how far it reached, the grade, and why that is not the suggested one."""

    subtype: Subtype
    harm: rules.Harm
    scope: str
    grade: Grade | None = None
    """None: the suggested one."""
    grade_reason: str = ""


@transaction.atomic
def assess_incident(*, incident_id: UUID, found: Assessing, by: Actor, at: datetime) -> Incident:
    """Say how grave it is; whoever does so first owns its case. More can come to light later (B-8.3.1).

    Raises ``SayMore`` and ``GradeNeedsReason``.
    """
    by.require(HANDLE_INCIDENTS)
    incident = held_incident(incident_id)
    INCIDENT.after(incident.state, "assess")
    refuse_empty(scope=found.scope)
    suggested = rules.suggested(found.harm, on=incident.discovered_at)
    grade = found.grade or suggested
    if grade != suggested and not found.grade_reason.strip():
        raise GradeNeedsReason

    incident.kind, incident.subtype = KIND_OF[found.subtype].value, found.subtype.value
    incident.affected_persons, incident.loss_fen = found.harm.persons, found.harm.loss_fen
    incident.outage_minutes, incident.impact_scope = found.harm.outage_minutes, found.scope.strip()
    incident.suggested_grade, incident.grade = suggested.value, grade.value
    incident.grade_reason = found.grade_reason.strip() if grade != suggested else ""
    cases.respond(case_id=incident.case_id, text=found.scope, by=by, at=at)
    if incident.case.severity != grade:
        cases.regrade(case_id=incident.case_id, severity=grade, reason=found.scope, by=by, at=at)
    if incident.state == IncidentState.RESPONDING:
        give_tasks(incident, at=at)

    moved = move(incident, "assess", found.scope, by=by, at=at)
    trail.record(moved, on=incident, by=by, at=at)
    return incident
