"""Opening an improvement: a problem, the metric that shows it, and where that metric is to come."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty, refuse_stranger
from zhanggui.domain.improvement.capabilities import IMPROVE
from zhanggui.domain.improvement.facts import ImprovementOpened
from zhanggui.domain.improvement.keeping import held_metric, next_number
from zhanggui.domain.improvement.models import Analysis, Improvement
from zhanggui.domain.improvement.refusals import PeriodTooShort
from zhanggui.domain.improvement.rules import PERIOD_MOST
from zhanggui.domain.improvement.states import ImprovementSource
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementWish:
    """What is wrong and how that came up; which metric shows it, its target; days compared; the owner."""

    problem: str
    came_from: ImprovementSource
    metric_id: UUID
    target: float
    period_days: int
    owner_id: UUID
    analysis_id: UUID | None = None


@transaction.atomic
def open_improvement(*, wish: ImprovementWish, by: Actor, at: datetime) -> Improvement:
    """Open a case of improvement (B-10.2.1, B-10.2.2, B-6.2.3).

    Raises ``SayMore``, ``NoSuchOwner``, ``MetricGone`` and ``PeriodTooShort``.
    """
    by.require(IMPROVE)
    refuse_empty(what=wish.problem)
    refuse_stranger(wish.owner_id)
    metric = held_metric(wish.metric_id)
    if not 1 <= wish.period_days <= PERIOD_MOST:
        raise PeriodTooShort(most=PERIOD_MOST)
    if wish.analysis_id and not Analysis.objects.filter(pk=wish.analysis_id).exists():
        raise NotFound

    improvement = Improvement.objects.create(
        number=next_number("GJ"),
        problem=wish.problem.strip(),
        came_from=wish.came_from.value,
        analysis_id=wish.analysis_id,
        metric=metric,
        target=wish.target,
        period_days=wish.period_days,
        owner_id=wish.owner_id,
        opened_by_id=by.account_id,
        opened_at=at,
    )

    fact = ImprovementOpened(
        number=improvement.number,
        problem=improvement.problem[:120],
        metric=metric.title,
        target=wish.target,
    )
    trail.record(fact, on=improvement, by=by, at=at)
    return improvement
