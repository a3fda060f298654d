"""Where the goals of a strategy stand, and which strategy a year follows."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from zhanggui.domain.improvement import readings, rules
from zhanggui.domain.improvement.models import Goal, Plan
from zhanggui.domain.improvement.states import PlanKind, PlanState


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """A goal, and what its metric came to in the last 30 days. Without a reading nothing is known."""

    aim: str
    metric: str
    source: str
    unit: str
    target: float
    by_year: int
    value: float | None
    reached: bool

    def kept(self) -> dict[str, Any]:
        """As a review keeps it."""
        return asdict(self)


def in_force(kind: PlanKind, year: int) -> Plan | None:
    """The adopted version that holds for this year, the latest first."""
    adopted = Plan.objects.filter(kind=kind, state=PlanState.ADOPTED, year__lte=year, until_year__gte=year)
    return adopted.order_by("-year", "-number").first()


def strategy_of(year: int) -> Plan | None:
    """The strategy that this year follows."""
    return in_force(PlanKind.STRATEGY, year)


def standing_of(strategy: Plan, at: datetime) -> list[GoalStanding]:
    """Each goal with its current value."""
    goals = list(strategy.goals.select_related("metric").order_by("by_year", "id"))
    values = {one.metric.pk: one.value for one in readings.health({goal.metric for goal in goals}, at)}
    return [_standing(goal, values[goal.metric_id]) for goal in goals]


def _standing(goal: Goal, value: float | None) -> GoalStanding:
    metric = goal.metric
    reached = value is not None and rules.reached(value, goal.target, metric.better)
    return GoalStanding(
        goal.aim, metric.title, metric.source, metric.unit, goal.target, goal.by_year, value, reached
    )
