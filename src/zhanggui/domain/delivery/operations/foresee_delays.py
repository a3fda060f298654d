"""Telling customers in advance that a parcel will be late (B-7.1.3)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from zhanggui.domain.delivery.capabilities import FORESEE
from zhanggui.domain.delivery.facts import DelayForeseen
from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.states import ParcelState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail

A_DAY = timedelta(days=1)
EVENING = 20
"""From this hour on, what is out for delivery may not arrive today."""


@transaction.atomic
def foresee_delays(*, by: Actor, at: datetime, limit: int = 500) -> list[Shipment]:
    """Parcels promised for tomorrow or earlier that did not go out for delivery today: each is told of once.

    In the evening of the promised day, those that went out and have not arrived are told of too. The fact is
    what messages to the customer subscribe to.
    """
    by.require(FORESEE)
    moment = at.astimezone(SHANGHAI)
    will_arrive = Q(state=ParcelState.OUT_FOR_DELIVERY, state_since__gt=at - A_DAY)
    if moment.hour >= EVENING:
        will_arrive &= Q(promised_on__gt=moment.date())
    endangered = (
        Shipment.objects.locked()
        .filter(shipped_at__isnull=False, delivered_at=None, delay_told_at=None)
        .filter(promised_on__lte=moment.date() + A_DAY)
        .exclude(will_arrive)
        .exclude(state=ParcelState.RETURNED)
    )
    told = list(endangered[:limit])
    for shipment in told:
        shipment.delay_told_at = at
        fact = DelayForeseen(number=shipment.number, promised_on=str(shipment.promised_on))
        trail.record(fact, on=shipment, by=by, at=at, thread=trail.Subject("sales.order", shipment.order_id))
    Shipment.objects.bulk_update(told, ["delay_told_at"])
    return told
