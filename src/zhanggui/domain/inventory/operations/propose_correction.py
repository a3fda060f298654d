"""Proposing to book what a count found."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import PROPOSE_CORRECTION
from zhanggui.domain.inventory.facts import CorrectionProposed
from zhanggui.domain.inventory.models import StockCorrection, StockCount
from zhanggui.domain.inventory.refusals import AlreadyCorrected, NoDifference, ReasonMissing
from zhanggui.domain.inventory.rules import content_of_correction
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals, trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("inventory_one_standing_correction", AlreadyCorrected)


@transaction.atomic
def propose_correction(*, count_id: UUID, reason: str, by: Actor, at: datetime) -> StockCorrection:
    """Submit the differences of a count for approval. Nothing is booked before somebody else agrees."""
    by.require(PROPOSE_CORRECTION)
    count = StockCount.objects.prefetch_related("lines__sku").filter(pk=count_id).first()
    if count is None:
        raise NotFound
    if not reason.strip():
        raise ReasonMissing
    lines = sorted((line.sku.code, line.booked, line.counted) for line in count.lines.all())
    if all(booked == counted for _, booked, counted in lines):
        raise NoDifference

    with refusing():
        correction = StockCorrection.objects.create(
            count=count,
            reason=reason,
            digest=approvals.digest_of(content_of_correction(count.number, reason, lines)),
            proposed_by_id=by.account_id,
            proposed_at=at,
        )
    approvals.submit(approvals.policy_of("inventory.correction"), correction, by=by, at=at, note=reason)
    pieces = sum(counted - booked for _, booked, counted in lines)
    fact = CorrectionProposed(count=count.number, pieces=pieces)
    trail.record(fact, on=correction, by=by, at=at, reason=reason, thread=count)
    return correction
