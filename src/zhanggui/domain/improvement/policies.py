"""Who approves strategies and plans."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.improvement.capabilities import APPROVE_PLANS
from zhanggui.domain.improvement.operations.decide_plan import decide_plan
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step


def _plan(verb: str) -> Callable[[UUID, Actor, datetime], object]:
    return lambda subject, by, at: decide_plan(plan_id=subject, verb=verb, by=by, at=at)


PLAN = ApprovalPolicy(
    kind="improvement.plan",
    title="Development strategy or plan of a year",
    steps=(
        Step(
            "approve",
            APPROVE_PLANS,
            title="Approve",
            checklist=(
                Check("analysed", "It follows from an analysis of the market and of ourselves"),
                Check("measurable", "Every goal has a metric and a target that can be reached"),
                Check("afforded", "People and money for it are there"),
            ),
        ),
    ),
    deadline=timedelta(days=14),
    content=lambda plan: plan.content(),
    approved=_plan("adopt"),
    rejected=_plan("return"),
    lapsed=_plan("withdraw"),
)
