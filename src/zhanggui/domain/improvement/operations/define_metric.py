"""Defining a metric of one's own: any figure a control answers, or anything that is counted by the day."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty, refuse_stranger
from zhanggui.domain.improvement.capabilities import KEEP_METRICS
from zhanggui.domain.improvement.facts import MetricDefined
from zhanggui.domain.improvement.models import Metric
from zhanggui.domain.improvement.operations.set_limits import Limits
from zhanggui.domain.improvement.refusals import LimitsCrossed, MetricKnown, NoSuchSource
from zhanggui.domain.improvement.states import Better, MetricArea, Unit
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.controls import all_controls
from zhanggui.mechanisms.controls.counts import is_counted
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("improvement_measured_once", MetricKnown)
refuse_as("improvement_metric_code_key", MetricKnown)
refuse_as("improvement_limits_in_order", LimitsCrossed)


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricWish:
    """What it is called and means, where it comes from, who answers for it, and what is wanted of it."""

    code: str
    title: str
    definition: str
    area: MetricArea
    source: str
    figure: str = ""
    unit: Unit = Unit.COUNT
    better: Better = Better.LOWER
    limits: Limits
    refresh_days: int = 1

    @property
    def owner_id(self) -> UUID:
        """Who answers for it."""
        return self.limits.owner_id


@transaction.atomic
def define_metric(*, wish: MetricWish, by: Actor, at: datetime) -> Metric:
    """Add a line to the catalogue (B-10.1.1).

    Raises ``SayMore``, ``NoSuchOwner``, ``NoSuchSource``, ``MetricKnown`` and ``LimitsCrossed``.
    """
    by.require(KEEP_METRICS)
    refuse_empty(title=wish.title, text=wish.definition)
    refuse_stranger(wish.owner_id)
    answered = wish.source in {one.code for one in all_controls()}
    if not (is_counted(wish.source) and not wish.figure) and not (answered and wish.figure):
        raise NoSuchSource(source=f"{wish.source} {wish.figure}".strip()[:120])

    metric = Metric(
        code=wish.code.strip(),
        title=wish.title.strip(),
        definition=wish.definition.strip(),
        area=wish.area.value,
        source=wish.source,
        figure=wish.figure,
        unit=wish.unit.value,
        better=wish.better.value,
        refresh_days=wish.refresh_days,
        owner_id=wish.owner_id,
        lower_limit=wish.limits.lower,
        upper_limit=wish.limits.upper,
        defined_by_id=by.account_id,
        defined_at=at,
    )
    with refusing(), transaction.atomic():
        metric.save(force_insert=True)

    trail.record(MetricDefined(title=metric.title, source=metric.source), on=metric, by=by, at=at)
    return metric
