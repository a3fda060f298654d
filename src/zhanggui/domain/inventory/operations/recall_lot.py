"""Recalling a lot: nothing more of it is given to any order, and what lies free is held."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import RECALL
from zhanggui.domain.inventory.facts import LotRecalled
from zhanggui.domain.inventory.holds import hold_lot
from zhanggui.domain.inventory.models import Lot, Recall
from zhanggui.domain.inventory.numbers import next_number
from zhanggui.domain.inventory.refusals import AlreadyRecalled, ReasonMissing
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def recall_lot(*, lot_id: UUID, reason: str, by: Actor, at: datetime) -> Recall:
    """Call a lot back (QL-07). Who has got pieces of it is told by the journey of the same name."""
    by.require(RECALL)
    lot = Lot.objects.locked().select_related("sku").filter(pk=lot_id).first()
    if lot is None:
        raise NotFound
    if lot.recalled_at is not None:
        raise AlreadyRecalled
    if not reason.strip():
        raise ReasonMissing
    lot.recalled_at = at
    lot.save(update_fields=["recalled_at"])
    recall = Recall.objects.create(
        number=next_number("Z", at), lot=lot, reason=reason, recalled_by_id=by.account_id, recalled_at=at
    )
    held = hold_lot(lot, reason=f"{recall.number}: {reason}"[:200], by=by, at=at)
    fact = LotRecalled(number=recall.number, sku=lot.sku.code, lot=str(lot), held=held)
    trail.record(fact, on=recall, by=by, at=at, reason=reason)
    return recall
