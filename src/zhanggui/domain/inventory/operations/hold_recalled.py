"""Holding what orders have given back of a recalled lot."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import RECALL
from zhanggui.domain.inventory.facts import RecalledHeld
from zhanggui.domain.inventory.holds import hold_lot
from zhanggui.domain.inventory.models import Recall
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def hold_recalled(*, recall_id: UUID, by: Actor, at: datetime) -> int:
    """Everything of the lot that is on a shelf and set aside for nobody. Answers how many pieces."""
    by.require(RECALL)
    recall = Recall.objects.select_related("lot__sku").filter(pk=recall_id).first()
    if recall is None:
        raise NotFound
    held = hold_lot(recall.lot, reason=f"{recall.number}: {recall.reason}"[:200], by=by, at=at)
    if held:
        fact = RecalledHeld(number=recall.number, sku=recall.lot.sku.code, held=held)
        trail.record(fact, on=recall, by=by, at=at)
    return held
