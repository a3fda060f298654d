"""Numbers that lead to a recipient for a time: nobody on the way learns the recipient's own (PI-18)."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from zhanggui.domain.delivery.parcels import Shipment
from zhanggui.domain.delivery.states import FINAL
from zhanggui.domain.packing.models import Relay
from zhanggui.kernel.norms import norm

TRIES = 20


def bind(shipment: Shipment, at: datetime) -> Relay | None:
    """An extension for this parcel; none where the house has no relay number."""
    if not settings.RELAY_NUMBER:
        return None
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                extension = f"{secrets.randbelow(1_000_000):06d}"
                return Relay.objects.create(shipment=shipment, extension=extension, bound_at=at)
        except IntegrityError:
            continue
    return None  # A full range: the label shows the masked number only, which is lawful too.


def virtual_numbers(shipment_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What a courier dials for each parcel; nothing where there is no relay, or it has come to its end."""
    if not settings.RELAY_NUMBER:
        return {}
    live = Relay.objects.filter(shipment_id__in=list(shipment_ids), ended_at=None)
    return {
        parcel: f"{settings.RELAY_NUMBER} 转 {extension}"
        for parcel, extension in live.values_list("shipment_id", "extension")
    }


def over(at: datetime) -> QuerySet[Relay]:
    """Live extensions of parcels that came to their end some days ago."""
    days = int(norm("packing.relay_days", on=at))
    ended = Q(shipment__state__in=[state.value for state in FINAL])
    return Relay.objects.filter(ended, ended_at=None, shipment__state_since__lt=at - timedelta(days=days))
