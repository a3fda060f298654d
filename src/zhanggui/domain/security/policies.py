"""How incidents are handled as cases, and who agrees to the work of a year."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.security.capabilities import APPROVE_ACTIVITIES, HANDLE_INCIDENTS
from zhanggui.domain.security.keeping import held_incident
from zhanggui.domain.security.operations.decide_activity import decide_activity
from zhanggui.domain.security.operations.reopen_incident import reopen_incident
from zhanggui.domain.security.refusals import IncidentComesFirst
from zhanggui.domain.security.states import Grade, IncidentState
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung

Outcome = Callable[[UUID, Actor, datetime], object]


def _follows(state: IncidentState) -> Outcome:
    """The case ends by its incident, never before it."""

    def refuse(incident_id: UUID, by: Actor, at: datetime) -> None:
        if held_incident(incident_id).state != state:
            raise IncidentComesFirst

    return refuse


INCIDENT = CasePolicy(
    kind="security.incident",
    title="Security incident",
    prefix="AQ",
    severities={
        Grade.ORDINARY: Clocks(respond=timedelta(minutes=30), resolve=timedelta(days=45)),
        Grade.LARGER: Clocks(respond=timedelta(minutes=30), resolve=timedelta(days=40)),
        Grade.MAJOR: Clocks(respond=timedelta(minutes=30), resolve=timedelta(days=35)),
        Grade.SEVERE: Clocks(respond=timedelta(minutes=30), resolve=timedelta(days=35)),
    },
    handling=HANDLE_INCIDENTS,
    escalation=(Rung(80, Role.SECURITY_OFFICER), Rung(100, Role.EXECUTIVE)),
    closing=Closing(finding=True, rectification=True),
    resolved=_follows(IncidentState.SUMMARISED),
    closed=_follows(IncidentState.CLOSED),
    reopened=lambda incident_id, by, at: reopen_incident(incident_id=incident_id, by=by, at=at),
)
"""The clocks of the case are house policy; those of the law are counted beside them (``rules``)."""


def _activity(verb: str) -> Outcome:
    return lambda subject, by, at: decide_activity(activity_id=subject, verb=verb, by=by, at=at)


ACTIVITY = ApprovalPolicy(
    kind="security.activity",
    title="Line of the security plan",
    steps=(
        Step(
            "approve",
            APPROVE_ACTIVITIES,
            title="Approve",
            checklist=(
                Check("scope", "It is clear what is looked at or said, and before whom"),
                Check("means", "Time and people suffice"),
            ),
        ),
    ),
    deadline=timedelta(days=14),
    content=lambda activity: activity.content(),
    approved=_activity("adopt"),
    rejected=_activity("return"),
    lapsed=_activity("return"),
)
