"""Booking an approved correction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.capabilities import APPROVE_CORRECTION
from zhanggui.domain.inventory.facts import CorrectionPosted
from zhanggui.domain.inventory.models import StockCorrection, StockCountLine
from zhanggui.domain.inventory.refusals import NotApproved
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals, ledger, trail
from zhanggui.mechanisms.ledger import Transfer


@transaction.atomic
def post_correction(*, correction_id: UUID, by: Actor, at: datetime) -> StockCorrection:
    """Book the differences. Raises ``NotApproved``; ``Insufficient`` where what misses is sold."""
    by.require(APPROVE_CORRECTION)
    correction = StockCorrection.objects.locked().select_related("count").filter(pk=correction_id).first()
    if correction is None:
        raise NotFound
    if not approvals.is_approved(correction.id, correction.digest):
        raise NotApproved
    if correction.posted_at is not None:
        return correction

    correction.posted_at = at
    correction.save(update_fields=["posted_at"])
    lines = list(correction.count.lines.all())
    entry = ledger.Entry(
        kind="inventory.corrected",
        key=f"inventory.correction/{correction.id}",
        at=at,
        subject=ledger.Subject.of(correction),
        transfers=[t for line in lines for t in _transfers(correction.count.warehouse_id, line)],
    )
    ledger.post(entry, by=by)
    fact = CorrectionPosted(count=correction.count.number, pieces=sum(line.difference for line in lines))
    trail.record(fact, on=correction, by=by, at=at, reason=correction.reason, thread=correction.count)
    return correction


def _transfers(warehouse_id: UUID, line: StockCountLine) -> list[Transfer]:
    other = accounts.count_difference(line.sku_id)
    if line.difference > 0:
        return accounts.enters_stock(
            warehouse_id=warehouse_id, sku_id=line.sku_id, pieces=line.difference, source=other
        )
    if line.difference < 0:
        return accounts.leaves_stock(
            warehouse_id=warehouse_id, sku_id=line.sku_id, pieces=-line.difference, sink=other
        )
    return []
