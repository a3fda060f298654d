"""What a carrier tells us, and what it means for the order."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.models import Allocation, LeaveConsent, Shortage, Trouble
from zhanggui.domain.delivery.notices import CarrierNotice
from zhanggui.domain.delivery.operations.open_trouble import Found, open_trouble
from zhanggui.domain.delivery.operations.propose_claim import propose_claim
from zhanggui.domain.delivery.operations.record_tracking_event import Heard, record_tracking_event
from zhanggui.domain.delivery.operations.settle_trouble import Outcome, settle_trouble
from zhanggui.domain.delivery.refusals import LineNotAgreed
from zhanggui.domain.delivery.states import (
    CARRIERS_FAULT,
    NEEDS_CONSENT,
    TROUBLE_OF_CODE,
    ParcelState,
    TroubleKind,
    WayOut,
)
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys.finish_orders import confirm_delivery
from zhanggui.schema.compiled import Compiled, Given

OUTSTANDING = Compiled(
    lambda: Allocation.objects.filter(
        order=Given("order"), released_at=None, shipment__delivered_at=None, shipment__settled_at=None
    ).values_list("id", flat=True)
)
"""Parts of an order that its customer still waits for: not packed, or on the road."""
SHORT = Compiled(
    lambda: Shortage.objects.filter(order=Given("order"), settled_at=None).values_list("id", flat=True)
)
"""Pieces of an order that are not there, and that its customer waits for."""
_TROUBLES = Compiled(
    lambda: Trouble.objects.filter(shipment=Given("shipment"), settled_at=None).values_list("id", flat=True)
)


@transaction.atomic
def receive_carrier_event(*, carrier_id: UUID, notice: CarrierNotice, by: Actor, at: datetime) -> Heard:
    """Keep the event; when the last parcel of an order was signed for, the order is delivered.

    The order counts as delivered when it happened, not when we heard of it: the time to return runs from
    the day of signing (CP-02). What is a trouble becomes one: lost, damaged, refused, a wrong address, left
    with somebody without the customer's consent.
    """
    heard = record_tracking_event(carrier_id=carrier_id, notice=notice, by=by, at=at)
    if heard.shipment is None:
        return heard
    if heard.became == ParcelState.DELIVERED:
        if heard.shipment.settled_at is None and not is_awaited(heard.shipment.order_id):
            confirm_delivery(order_id=heard.shipment.order_id, by=by, at=notice.occurred_at)
        _arrived(heard, notice, by=by, at=at)
    elif heard.became is not None and notice.code in TROUBLE_OF_CODE:
        _went_wrong(heard, notice, at=at)
    return heard


def is_awaited(order_id: UUID) -> bool:
    """Whether anything of an order is still to come."""
    return bool(OUTSTANDING.all(order=order_id) or SHORT.all(order=order_id))


def _arrived(heard: Heard, notice: CarrierNotice, *, by: Actor, at: datetime) -> None:
    shipment = heard.shipment
    assert shipment is not None
    for trouble in _TROUBLES.all(shipment=shipment.id):
        outcome = Outcome(way=WayOut.ARRIVED, finding=notice.note or notice.code)
        settle_trouble(trouble_id=trouble, outcome=outcome, by=SYSTEM, at=at)
    if shipment.settled_at is not None:
        found = Found(kind=TroubleKind.CAME_AFTER_ALL, note=notice.note)
        open_trouble(shipment_id=shipment.id, found=found, by=SYSTEM, at=at)
    place = NEEDS_CONSENT.get(notice.code)
    if place is not None:
        consent = LeaveConsent.objects.filter(order_id=shipment.order_id).first()
        if consent is None or place not in consent.places:
            found = Found(kind=TroubleKind.LEFT_WITHOUT_CONSENT, note=notice.note or notice.signer)
            open_trouble(shipment_id=shipment.id, found=found, by=SYSTEM, at=at)


def _went_wrong(heard: Heard, notice: CarrierNotice, *, at: datetime) -> None:
    """The customer's remedy does not wait for the claim; where nothing is agreed, people claim by hand."""
    assert heard.shipment is not None
    kind = TROUBLE_OF_CODE[notice.code]
    found = Found(kind=kind, note=notice.note)
    trouble = open_trouble(shipment_id=heard.shipment.id, found=found, by=SYSTEM, at=at)
    if kind in CARRIERS_FAULT:
        try:
            with transaction.atomic():
                propose_claim(trouble_id=trouble.id, by=SYSTEM, at=at)
        except LineNotAgreed:
            return
