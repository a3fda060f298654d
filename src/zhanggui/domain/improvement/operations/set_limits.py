"""Saying who answers for a metric, and between which limits it should stay."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty, refuse_stranger
from zhanggui.domain.improvement.capabilities import KEEP_METRICS
from zhanggui.domain.improvement.facts import LimitsSet
from zhanggui.domain.improvement.keeping import held_metric
from zhanggui.domain.improvement.models import Metric
from zhanggui.domain.improvement.refusals import LimitsCrossed
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Who answers for a metric, and between which values it should stay."""

    owner_id: UUID
    lower: float | None = None
    upper: float | None = None


@transaction.atomic
def set_limits(*, metric_id: UUID, limits: Limits, reason: str, by: Actor, at: datetime) -> Metric:
    """Set owner and limits, with the reason. Raises ``NoSuchOwner``, ``LimitsCrossed`` and ``SayMore``."""
    by.require(KEEP_METRICS)
    metric = held_metric(metric_id)
    refuse_empty(reason=reason)
    refuse_stranger(limits.owner_id)
    if limits.lower is not None and limits.upper is not None and limits.lower > limits.upper:
        raise LimitsCrossed

    metric.owner_id, metric.lower_limit, metric.upper_limit = limits.owner_id, limits.lower, limits.upper
    metric.save(update_fields=["owner", "lower_limit", "upper_limit"])

    fact = LimitsSet(title=metric.title, lower=limits.lower, upper=limits.upper)
    trail.record(fact, on=metric, by=by, at=at, reason=reason.strip()[:400])
    return metric
