"""Adding a goal to the draft of a strategy: a metric, and where it is to come by the end of a year."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.improvement.capabilities import DRAFT_PLANS
from zhanggui.domain.improvement.facts import GoalAdded
from zhanggui.domain.improvement.keeping import held_metric, held_plan
from zhanggui.domain.improvement.models import Goal
from zhanggui.domain.improvement.refusals import GoalKnown, WrongKindOfPlan, YearsCrossed
from zhanggui.domain.improvement.states import PLAN, PlanKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("improvement_one_target_a_year", GoalKnown)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalWish:
    """What is aimed at, the metric that shows it, its target, and the year by whose end it is reached."""

    aim: str
    metric_id: UUID
    target: float
    by_year: int


@transaction.atomic
def add_goal(*, plan_id: UUID, wish: GoalWish, by: Actor, at: datetime) -> Goal:
    """Add it (B-10.4.1).

    Raises ``WrongKindOfPlan``, ``WrongState``, ``SayMore``, ``YearsCrossed``, ``GoalKnown``, ``MetricGone``.
    """
    by.require(DRAFT_PLANS)
    plan = held_plan(plan_id)
    PLAN.after(plan.state, "add")
    if plan.kind != PlanKind.STRATEGY:
        raise WrongKindOfPlan
    refuse_empty(text=wish.aim)
    if not plan.year <= wish.by_year <= plan.until_year:
        raise YearsCrossed
    goal = Goal(
        plan=plan,
        aim=wish.aim.strip(),
        metric=held_metric(wish.metric_id),
        target=wish.target,
        by_year=wish.by_year,
    )
    with refusing(), transaction.atomic():
        goal.save(force_insert=True)

    trail.record(GoalAdded(aim=goal.aim, target=goal.target), on=goal, by=by, at=at, thread=plan)
    return goal
