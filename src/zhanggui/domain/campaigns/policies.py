"""How plans are approved, and how incidents are handled (B-5.2)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zhanggui.domain.campaigns.capabilities import APPROVE_CAMPAIGNS, CHECK_CAMPAIGNS, HANDLE_INCIDENTS
from zhanggui.domain.campaigns.states import Severity
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung
from zhanggui.mechanisms.trail import Subject

CHECKED = (
    Check("whole", "Purpose, audience, content and form are clear, and show what the house is for"),
    Check("trend", "The trend it builds on is real, dated and from a named source"),
    Check("sensitive", "No day, event or person is treated without tact; minors are spared"),
    Check("lawful", "Promotions and materials it needs can be lawful, and are planned to be reviewed"),
    Check("emergency", "Each likely trouble has a measure and somebody on duty"),
    Check("lessons", "What earlier campaigns taught is heeded, or there is none"),
)
APPROVED = (
    Check("worth", "The targets are worth the budget"),
    Check("capacity", "Stock, seats, parcels and programme time suffice for the targets"),
    Check("timing", "The schedule serves the effect"),
)


def _content(plan: Any) -> dict[str, Any]:
    from zhanggui.domain.campaigns.planning import frozen_content

    return frozen_content(plan)


def _adopt(plan_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.campaigns.operations.adopt_campaign_plan import adopt_campaign_plan

    adopt_campaign_plan(plan_id=plan_id, by=by, at=at)


def _return(plan_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.campaigns.operations.return_campaign_plan import return_campaign_plan

    return_campaign_plan(plan_id=plan_id, by=by, at=at)


def _lapse(plan_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.campaigns.models import Plan
    from zhanggui.domain.campaigns.states import PlanState

    Plan.objects.filter(pk=plan_id, state=PlanState.SUBMITTED).update(
        state=PlanState.WITHDRAWN, decided_at=at
    )


CAMPAIGN_PLAN = ApprovalPolicy(
    kind="campaigns.plan",
    title="Campaign plan",
    steps=(
        Step("check", CHECK_CAMPAIGNS, title="Check the plan", checklist=CHECKED),
        Step("approve", APPROVE_CAMPAIGNS, title="Approve budget and schedule", checklist=APPROVED),
    ),
    deadline=timedelta(days=7),
    content=_content,
    thread=lambda plan: Subject("campaigns.campaign", plan.campaign_id),
    approved=_adopt,
    rejected=_return,
    lapsed=_lapse,
)

MAILED = (
    Check("words", "The words are approved, lawful and true; every marked one was looked at"),
    Check("segment", "It goes to those it concerns, and to nobody it should spare"),
    Check("pace", "Time and pace disturb nobody, and stock and seats can follow"),
    Check("leads", "Where it leads says the same"),
)


def _decide_mailing(verb: str) -> Callable[[UUID, Actor, datetime], None]:
    def decide(mailing_id: UUID, by: Actor, at: datetime) -> None:
        from zhanggui.domain.campaigns.operations.decide_mailing import decide_mailing

        decide_mailing(mailing_id=mailing_id, verb=verb, by=by, at=at)

    return decide


MAILING_POLICY = ApprovalPolicy(
    kind="campaigns.mailing",
    title="Mailing",
    steps=(Step("check", CHECK_CAMPAIGNS, title="Check the mailing", checklist=MAILED),),
    deadline=timedelta(days=3),
    content=lambda mailing: mailing.content(),
    approved=_decide_mailing("approve"),
    rejected=_decide_mailing("return"),
    lapsed=_decide_mailing("withdraw"),
)

INCIDENT = CasePolicy(
    kind="campaigns.incident",
    title="Incident of a campaign",
    prefix="HY",
    severities={
        Severity.MINOR: Clocks(respond=timedelta(hours=1), resolve=timedelta(days=2)),
        Severity.MAJOR: Clocks(respond=timedelta(minutes=10), resolve=timedelta(hours=8)),
    },
    handling=HANDLE_INCIDENTS,
    escalation=(Rung(80, Role.COMPLIANCE_OFFICER), Rung(100, Role.EXECUTIVE)),
    closing=Closing(finding=True),
)
"""The clocks are the house's own policy: the norm says promptly (B-5.2.3)."""
