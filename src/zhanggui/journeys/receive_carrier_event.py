"""What a carrier tells us, and what it means for the order."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.operations.record_tracking_event import (
    CarrierNotice,
    Heard,
    record_tracking_event,
)
from zhanggui.domain.delivery.states import ParcelState
from zhanggui.identity.actor import Actor
from zhanggui.journeys.finish_orders import confirm_delivery
from zhanggui.schema.compiled import Compiled, Given

_ON_THE_ROAD = Compiled(
    lambda: Shipment.objects.filter(order=Given("order"), delivered_at=None).values_list("id", flat=True)
)


@transaction.atomic
def receive_carrier_event(*, carrier_id: UUID, notice: CarrierNotice, by: Actor, at: datetime) -> Heard:
    """Keep the event; when the last parcel of an order was signed for, the order is delivered.

    The order counts as delivered when it happened, not when we heard of it: the time to return runs from
    the day of signing (CP-02).
    """
    heard = record_tracking_event(carrier_id=carrier_id, notice=notice, by=by, at=at)
    if heard.became == ParcelState.DELIVERED and heard.shipment is not None:
        order_id = heard.shipment.order_id
        if not _ON_THE_ROAD.all(order=order_id):
            confirm_delivery(order_id=order_id, by=by, at=notice.occurred_at)
    return heard
