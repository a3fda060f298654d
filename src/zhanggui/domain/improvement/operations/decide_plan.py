"""What a decision about a strategy or a plan leads to: it is in force, or it goes back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.improvement.facts import PlanDecided
from zhanggui.domain.improvement.keeping import held_plan
from zhanggui.domain.improvement.models import Plan
from zhanggui.domain.improvement.states import PLAN, PlanState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def decide_plan(*, plan_id: UUID, verb: str, by: Actor, at: datetime) -> Plan:
    """Called by the review alone, which has asked who may decide. Raises ``WrongState``."""
    plan = held_plan(plan_id)
    state = PLAN.after(plan.state, verb)
    if state == PlanState.ADOPTED:
        Plan.objects.filter(kind=plan.kind, year=plan.year, state=PlanState.ADOPTED).update(
            state=PLAN.after(PlanState.ADOPTED, "supersede").value
        )
    plan.state, plan.decided_at = state, at
    plan.save(update_fields=["state", "decided_at"])

    trail.record(PlanDecided(title=plan.title, version=plan.number, state=plan.state), on=plan, by=by, at=at)
    return plan
