"""Looking at a strategy: where each goal stands today, and what follows from that."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.improvement.capabilities import APPROVE_PLANS
from zhanggui.domain.improvement.facts import StrategyReviewed
from zhanggui.domain.improvement.keeping import held_plan
from zhanggui.domain.improvement.models import PlanReview
from zhanggui.domain.improvement.plans import standing_of
from zhanggui.domain.improvement.refusals import WrongKindOfPlan
from zhanggui.domain.improvement.states import PlanKind, PlanState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.mechanisms import trail


@transaction.atomic
def review_strategy(*, plan_id: UUID, conclusion: str, by: Actor, at: datetime) -> PlanReview:
    """Keep where the goals stand (B-10.4.1). Raises ``WrongKindOfPlan``, ``WrongState`` and ``SayMore``."""
    by.require(APPROVE_PLANS)
    plan = held_plan(plan_id)
    if plan.kind != PlanKind.STRATEGY:
        raise WrongKindOfPlan
    if plan.state != PlanState.ADOPTED:
        raise WrongState(state=plan.state)
    refuse_empty(conclusion=conclusion)
    standing = standing_of(plan, at)
    review = PlanReview.objects.create(
        plan=plan,
        standing=[one.kept() for one in standing],
        conclusion=conclusion.strip(),
        reviewed_by_id=by.account_id,
        reviewed_at=at,
    )

    reached = sum(1 for one in standing if one.reached)
    fact = StrategyReviewed(title=plan.title, goals=len(standing), reached=reached)
    trail.record(fact, on=review, by=by, at=at, thread=plan)
    return review
