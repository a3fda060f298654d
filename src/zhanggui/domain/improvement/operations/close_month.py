"""Closing a monthly update: nobody changes it afterwards, and a deviation is decided about."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.improvement.capabilities import APPROVE_PLANS
from zhanggui.domain.improvement.facts import MonthClosedFor
from zhanggui.domain.improvement.models import MonthlyUpdate
from zhanggui.domain.improvement.refusals import DeviationUndecided, MonthClosed, SomebodyElseDecides
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def close_month(*, update_id: UUID, decision: str, by: Actor, at: datetime) -> MonthlyUpdate:
    """Lock it (B-10.4.2). Raises ``MonthClosed``, ``SomebodyElseDecides`` and ``DeviationUndecided``."""
    by.require(APPROVE_PLANS)
    update = MonthlyUpdate.objects.locked().select_related("initiative").filter(pk=update_id).first()
    if update is None:
        raise NotFound
    if update.closed_at is not None:
        raise MonthClosed
    if update.reported_by_id == by.account_id:
        raise SomebodyElseDecides
    if update.deviation and not decision.strip():
        raise DeviationUndecided

    update.decision, update.closed_by_id, update.closed_at = decision.strip(), by.account_id, at
    update.save(update_fields=["decision", "closed_by", "closed_at"])

    fact = MonthClosedFor(number=update.initiative.number, month=f"{update.month:%Y-%m}")
    trail.record(fact, on=update, by=by, at=at, reason=update.decision[:400], thread=update.initiative)
    return update
