"""A vehicle is no longer used."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight.capabilities import KEEP_FLEET
from zhanggui.domain.freight.facts import VehicleRetired
from zhanggui.domain.freight.models import Vehicle
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def retire_vehicle(*, vehicle_id: UUID, by: Actor, at: datetime) -> Vehicle:
    """No tour is planned with it any more; its past tours stay."""
    by.require(KEEP_FLEET)
    vehicle = Vehicle.objects.locked().filter(pk=vehicle_id).first()
    if vehicle is None:
        raise NotFound
    if vehicle.retired_at is not None:
        raise WrongState(state="retired", verb="retire")
    vehicle.retired_at = at
    vehicle.save(update_fields=["retired_at"])
    trail.record(VehicleRetired(plate=vehicle.plate), on=vehicle, by=by, at=at)
    return vehicle
