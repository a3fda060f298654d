"""A lot is called back: it leaves the sale, its parcels are found, and everybody who got one is told of."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.operations import release_allocation
from zhanggui.domain.delivery.queries import orders_holding_lot, parcels_of_lot
from zhanggui.domain.inventory.capabilities import RECALL as RECALL_LOT
from zhanggui.domain.inventory.models import Recall
from zhanggui.domain.inventory.operations.recall_lot import recall_lot as call_back
from zhanggui.domain.inventory.policies import RECALL
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Opening
from zhanggui.mechanisms.cases.queries import cases_of_thread


@transaction.atomic
def recall_lot(*, lot_id: UUID, reason: str, by: Actor, at: datetime) -> Recall:
    """Recall the lot, give orders that wait for pieces of it others, and open a case for each parcel sent.

    The recall's own case runs until all of it is settled; each parcel's, until its customer was told (QL-07).
    """
    by.require(RECALL_LOT)
    for order_id in orders_holding_lot(lot_id, by=SYSTEM):
        release_allocation(order_id=order_id, reason=reason[:200], by=SYSTEM, at=at)
    recall = call_back(lot_id=lot_id, reason=reason, by=by, at=at)
    thread = trail.Subject.of(recall)
    opening = Opening(
        title=f"{recall.number} {recall.lot.sku.code} {recall.lot}",
        text=reason,
        severity="lot",
        subject=thread,
    )
    cases.open_case(RECALL, opening, by=by, at=at)
    open_recall_cases(recall_id=recall.id, by=by, at=at)
    return recall


@transaction.atomic
def open_recall_cases(*, recall_id: UUID, by: Actor, at: datetime) -> int:
    """A case for each parcel with pieces of the lot that has none yet. Answers how many were opened."""
    recall = Recall.objects.select_related("lot__sku").get(pk=recall_id)
    thread = trail.Subject.of(recall)
    known = set(cases_of_thread(recall.id).values_list("subject_id", flat=True))
    opened = 0
    for parcel in parcels_of_lot(recall.lot_id, by=SYSTEM):
        if parcel.id in known:
            continue
        opening = Opening(
            title=f"{recall.number} {parcel.number} · {parcel.order.number}",
            text=recall.reason,
            severity="parcel",
            subject=trail.Subject.of(parcel),
            thread=thread,
            party_id=parcel.order.customer_id,
        )
        cases.open_case(RECALL, opening, by=by, at=at)
        opened += 1
    return opened
