"""Withdrawing the draft of a plan: another one is begun instead."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.improvement.capabilities import DRAFT_PLANS
from zhanggui.domain.improvement.facts import PlanDecided
from zhanggui.domain.improvement.keeping import held_plan
from zhanggui.domain.improvement.models import Plan
from zhanggui.domain.improvement.states import PLAN, PlanState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.mechanisms import trail


@transaction.atomic
def withdraw_plan(*, plan_id: UUID, by: Actor, at: datetime) -> Plan:
    """Withdraw a draft that was not submitted. Raises ``WrongState``."""
    by.require(DRAFT_PLANS)
    plan = held_plan(plan_id)
    if plan.state != PlanState.DRAFTED:
        raise WrongState(state=plan.state)
    plan.state, plan.decided_at = PLAN.after(plan.state, "withdraw"), at
    plan.save(update_fields=["state", "decided_at"])

    trail.record(PlanDecided(title=plan.title, version=plan.number, state=plan.state), on=plan, by=by, at=at)
    return plan
