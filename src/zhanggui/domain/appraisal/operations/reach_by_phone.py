"""A customer without an account was told by telephone."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal.capabilities import HELP_CUSTOMERS
from zhanggui.domain.appraisal.facts import ReachedByPhone
from zhanggui.domain.appraisal.models import AffectedOrder
from zhanggui.domain.appraisal.refusals import AlreadyTold
from zhanggui.domain.appraisal.states import Told
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def reach_by_phone(*, affected_id: UUID, note: str, by: Actor, at: datetime) -> AffectedOrder:
    """Write down that somebody called, and what the customer wants."""
    by.require(HELP_CUSTOMERS)
    affected = AffectedOrder.objects.locked().filter(pk=affected_id).first()
    if affected is None:
        raise NotFound
    if affected.told_at is not None:
        raise AlreadyTold
    affected.told_at, affected.told_by = at, Told.PHONE.value
    affected.save(update_fields=["told_at", "told_by"])
    fact = ReachedByPhone(number=affected.violation.number, order=affected.order.number)
    trail.record(fact, on=affected.violation, by=by, at=at, reason=note, thread=affected.violation.supplier)
    return affected
