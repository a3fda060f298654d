"""Rows held for change, numbers, and what several verbs ask of their answers."""

from uuid import UUID

from django.db import connection

from zhanggui.domain.improvement.models import Improvement, Metric
from zhanggui.domain.improvement.refusals import MetricGone
from zhanggui.kernel.refusal import NotFound


def held_improvement(improvement_id: UUID) -> Improvement:
    """This improvement, held for change. Raises ``NotFound``."""
    found = Improvement.objects.locked().select_related("metric").filter(pk=improvement_id).first()
    if found is None:
        raise NotFound
    return found


def held_metric(metric_id: UUID) -> Metric:
    """This metric, held for change. Raises ``NotFound`` and ``MetricGone``."""
    found = Metric.objects.locked().filter(pk=metric_id).first()
    if found is None:
        raise NotFound
    if found.retired_at is not None:
        raise MetricGone
    return found


def next_number(prefix: str) -> str:
    """The next number of an analysis or an improvement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('improvement_number')")
        return f"{prefix}{cursor.fetchone()[0]}"
