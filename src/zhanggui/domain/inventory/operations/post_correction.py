"""Booking an approved correction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.capabilities import APPROVE_CORRECTION
from zhanggui.domain.inventory.facts import CorrectionPosted
from zhanggui.domain.inventory.models import StockCorrection, StockCount, StockCountLine
from zhanggui.domain.inventory.refusals import NotApproved
from zhanggui.domain.inventory.shelving import first_expiring, put_away, taken_from, unknown_lot
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
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
        transfers=[t for line in lines for t in _transfers(correction.count, line)],
    )
    ledger.post(entry, by=by)
    fact = CorrectionPosted(count=correction.count.number, pieces=sum(line.difference for line in lines))
    trail.record(fact, on=correction, by=by, at=at, reason=correction.reason, thread=correction.count)
    return correction


def _transfers(count: StockCount, line: StockCountLine) -> list[Transfer]:
    """What is too many lies at the home of its SKU, lot unknown; what misses is what expires first."""
    other = accounts.count_difference(line.sku_id)
    if line.difference > 0:
        shelf = put_away(count.warehouse_id, unknown_lot(line.sku_id))
        return accounts.enters_stock(shelf, pieces=line.difference, source=other)
    if line.difference == 0:
        return []
    today = count.counted_at.astimezone(SHANGHAI).date()
    shelves = first_expiring([count.warehouse_id], [line.sku_id], today, expired=True)
    return [
        transfer
        for shelf, pieces in taken_from(shelves, -line.difference)
        for transfer in accounts.leaves_stock(shelf, pieces=pieces, sink=other)
    ]
