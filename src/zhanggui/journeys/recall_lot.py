"""A lot is called back: it leaves the sale, its parcels are found, and everybody who got one is told of."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.operations import Unfit, replace_part
from zhanggui.domain.delivery.queries import parcels_of_lot, parts_holding_lot
from zhanggui.domain.delivery.states import ShortWhy
from zhanggui.domain.inventory.capabilities import RECALL as RECALL_LOT
from zhanggui.domain.inventory.models import Recall
from zhanggui.domain.inventory.operations.hold_recalled import hold_recalled
from zhanggui.domain.inventory.operations.recall_lot import recall_lot as call_back
from zhanggui.domain.inventory.policies import RECALL
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Opening
from zhanggui.mechanisms.cases.queries import cases_of_thread


@transaction.atomic
def recall_lot(*, lot_id: UUID, reason: str, by: Actor, at: datetime) -> Recall:
    """Recall the lot, give orders that wait for pieces of it others, and open a case for each parcel sent.

    An order keeps what is not of the lot; where no other piece is free, it goes on without, and its customer
    is told. A parcel that is closed and has not left is taken apart: it has a case too. The recall's own case
    runs until all of it is settled; each parcel's, until its customer was told (QL-07).
    """
    by.require(RECALL_LOT)
    recall = call_back(lot_id=lot_id, reason=reason, by=by, at=at)
    _replace_what_waits(recall, by=by, at=at)
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


def _replace_what_waits(recall: Recall, *, by: Actor, at: datetime) -> None:
    """From now on nothing of the lot is offered; what was set aside of it is held with the rest of it."""
    reason = f"{recall.number}: {recall.reason}"[:200]
    for part_id, pieces in parts_holding_lot(recall.lot_id).items():
        closed = Shipment.objects.select_related("order").filter(allocation=part_id).first()
        unfit = Unfit(pieces, ShortWhy.RECALLED, reason)
        replace_part(allocation_id=part_id, unfit=unfit, by=SYSTEM, at=at)
        if closed is not None:
            _case_of(recall, closed, gettext("It has not left: take it apart."), by=by, at=at)
    hold_recalled(recall_id=recall.id, by=by, at=at)


def _case_of(recall: Recall, parcel: Shipment, todo: str, *, by: Actor, at: datetime) -> None:
    opening = Opening(
        title=f"{recall.number} {parcel.number} · {parcel.order.number}",
        text=f"{recall.reason} {todo}".strip(),
        severity="parcel",
        subject=trail.Subject.of(parcel),
        thread=trail.Subject.of(recall),
        party_id=None if todo else parcel.order.customer_id,
    )
    cases.open_case(RECALL, opening, by=by, at=at)


@transaction.atomic
def open_recall_cases(*, recall_id: UUID, by: Actor, at: datetime) -> int:
    """A case for each parcel with pieces of the lot that has none yet. Answers how many were opened."""
    recall = Recall.objects.select_related("lot__sku").get(pk=recall_id)
    known = set(cases_of_thread(recall.id).values_list("subject_id", flat=True))
    opened = 0
    for parcel in parcels_of_lot(recall.lot_id, by=SYSTEM):
        if parcel.id in known:
            continue
        _case_of(recall, parcel, "", by=by, at=at)
        opened += 1
    return opened
