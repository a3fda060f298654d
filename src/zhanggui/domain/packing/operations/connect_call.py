"""Putting a courier's call through: the telephone system asks, the courier never sees the number."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.packing.capabilities import RELAY
from zhanggui.domain.packing.facts import RelayConnected
from zhanggui.domain.packing.models import Relay
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def connect_call(*, extension: str, by: Actor, at: datetime) -> str:
    """The recipient's number of a live extension; each time is in the trail. ``NotFound`` for others."""
    by.require(RELAY)
    relay = Relay.objects.select_related("shipment__order__address").filter(
        extension=extension, ended_at=None
    ).first()  # fmt: skip
    if relay is None:
        raise NotFound
    fact = RelayConnected(number=relay.shipment.number)
    trail.record(fact, on=relay, by=by, at=at, thread=relay.shipment.order)
    mobile: str = relay.shipment.order.address.mobile
    return mobile
