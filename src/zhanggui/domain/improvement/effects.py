"""What a change did: its metric over equal periods before and after it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from zhanggui.domain.governance.queries import improving
from zhanggui.domain.governance.states import MeasureState
from zhanggui.domain.improvement import rules
from zhanggui.domain.improvement.models import Improvement
from zhanggui.domain.improvement.readings import points_between
from zhanggui.domain.improvement.refusals import ActionsNotVerified, EffectNotThere, NothingMeasured
from zhanggui.domain.improvement.rules import Span
from zhanggui.kernel.clock import SHANGHAI


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The metric before and after, with the days that were counted in each period."""

    changed_on: str
    before_since: str
    before_until: str
    before: float
    before_days: int
    after_since: str
    after_until: str
    after: float
    after_days: int
    target_reached: bool
    improved: bool

    def kept(self) -> dict[str, Any]:
        """As it is kept with the decision."""
        return asdict(self)


def changed_on(improvement: Improvement) -> date | None:
    """The day the last action was done, once all are verified by somebody else."""
    measures = list(improving().filter(improvement=improvement).values_list("state", "done_at"))
    done = [at for state, at in measures if state == MeasureState.VERIFIED and at is not None]
    if not measures or len(done) < len(measures):
        return None
    return max(done).astimezone(SHANGHAI).date()


def effect_of(improvement: Improvement, at: datetime) -> Effect:
    """Compare. Raises ``ActionsNotVerified``, ``EffectNotThere`` and ``NothingMeasured``."""
    change = changed_on(improvement)
    if change is None:
        raise ActionsNotVerified
    before, after = rules.periods(change, improvement.period_days)
    if at.astimezone(SHANGHAI).date() <= after.until:
        raise EffectNotThere(day=after.until.isoformat())
    first, last = _measured(improvement, before), _measured(improvement, after)
    if first[0] is None or last[0] is None:
        raise NothingMeasured
    better = improvement.metric.better
    return Effect(
        changed_on=change.isoformat(),
        before_since=before.since.isoformat(),
        before_until=before.until.isoformat(),
        before=first[0],
        before_days=first[1],
        after_since=after.since.isoformat(),
        after_until=after.until.isoformat(),
        after=last[0],
        after_days=last[1],
        target_reached=rules.reached(last[0], improvement.target, better),
        improved=rules.improved(first[0], last[0], better),
    )


def _measured(improvement: Improvement, span: Span) -> tuple[float | None, int]:
    points = points_between(improvement.metric, span)
    return rules.value(points, improvement.metric.unit), sum(1 for point in points if point.out_of)
