"""Writing down whose orders are affected by a violation (B-3.4.2)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal.capabilities import HELP_CUSTOMERS
from zhanggui.domain.appraisal.facts import AffectedFound
from zhanggui.domain.appraisal.models import AffectedOrder
from zhanggui.domain.appraisal.reach import held_violation
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def add_affected(*, violation_id: UUID, order_ids: Sequence[UUID], by: Actor, at: datetime) -> int:
    """Add these orders, found by the journey; known ones stay as they are. Answers how many are new."""
    by.require(HELP_CUSTOMERS)
    violation = held_violation(violation_id)
    known = set(
        AffectedOrder.objects.filter(violation=violation, order_id__in=order_ids).values_list(
            "order_id", flat=True
        )
    )
    fresh = [order_id for order_id in dict.fromkeys(order_ids) if order_id not in known]
    AffectedOrder.objects.bulk_create(
        AffectedOrder(violation=violation, order_id=order_id, found_at=at) for order_id in fresh
    )
    fact = AffectedFound(number=violation.number, count=len(fresh))
    trail.record(fact, on=violation, by=by, at=at, thread=violation.supplier)
    return len(fresh)
