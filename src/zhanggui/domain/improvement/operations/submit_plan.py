"""Submitting a strategy or a plan: from then on nothing in it changes, and an executive decides."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.improvement.capabilities import DRAFT_PLANS
from zhanggui.domain.improvement.facts import PlanSubmitted
from zhanggui.domain.improvement.keeping import held_plan
from zhanggui.domain.improvement.models import Plan
from zhanggui.domain.improvement.refusals import GoalsUnserved, PlanEmpty
from zhanggui.domain.improvement.states import PLAN, PlanKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def submit_plan(*, plan_id: UUID, by: Actor, at: datetime) -> Plan:
    """Submit it. A year's plan serves every goal of its strategy.

    Raises ``PlanEmpty``, ``GoalsUnserved`` and ``WrongState``.
    """
    # The policies name the verbs that a decision leads to, and those import the rooms of this one.
    from zhanggui.domain.improvement.policies import PLAN as POLICY

    by.require(DRAFT_PLANS)
    plan = held_plan(plan_id)
    state = PLAN.after(plan.state, "submit")
    lines = plan.goals if plan.kind == PlanKind.STRATEGY else plan.initiatives
    if not lines.exists():
        raise PlanEmpty
    if plan.strategy is not None:
        unserved = plan.strategy.goals.exclude(initiatives__plan=plan)
        if unserved.exists():
            raise GoalsUnserved(goals="；".join(unserved.values_list("aim", flat=True))[:200])

    plan.state, plan.digest = state, approvals.digest_of(plan.content())
    plan.save(update_fields=["state", "digest"])
    approvals.submit(POLICY, plan, by=by, at=at)

    trail.record(PlanSubmitted(title=plan.title, version=plan.number), on=plan, by=by, at=at)
    return plan
