"""No longer keeping a metric: its readings stay."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.improvement.capabilities import KEEP_METRICS
from zhanggui.domain.improvement.facts import MetricRetired
from zhanggui.domain.improvement.keeping import held_metric
from zhanggui.domain.improvement.models import Metric
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def retire_metric(*, metric_id: UUID, reason: str, by: Actor, at: datetime) -> Metric:
    """Take it out of the catalogue. Raises ``MetricGone`` and ``SayMore``."""
    by.require(KEEP_METRICS)
    metric = held_metric(metric_id)
    refuse_empty(reason=reason)

    metric.retired_at = at
    metric.save(update_fields=["retired_at"])

    fact = MetricRetired(title=metric.title)
    trail.record(fact, on=metric, by=by, at=at, reason=reason.strip()[:400])
    return metric
