"""A vehicle for our own delivery."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight.capabilities import KEEP_FLEET
from zhanggui.domain.freight.facts import VehicleAdded
from zhanggui.domain.freight.models import Vehicle
from zhanggui.domain.freight.refusals import FleetWrong, PlateTaken
from zhanggui.domain.partners.queries import carrier_of_id
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("freight_vehicle_plate_key", PlateTaken)


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleWish:
    """What it carries and costs, and its working day. The carrier is the one of our own delivery."""

    plate: str
    carrier_id: UUID
    warehouse_id: UUID
    capacity_grams: int
    fen_per_km: int
    starts_at: time
    ends_at: time


@transaction.atomic
def add_vehicle(*, wish: VehicleWish, by: Actor, at: datetime) -> Vehicle:
    """Let a vehicle drive for a warehouse from now on."""
    by.require(KEEP_FLEET)
    carrier = carrier_of_id(wish.carrier_id)
    if wish.capacity_grams <= 0 or wish.fen_per_km < 0 or wish.ends_at <= wish.starts_at:
        raise FleetWrong
    with refusing():
        vehicle = Vehicle.objects.create(
            plate=wish.plate.strip()[:20],
            carrier=carrier,
            warehouse_id=wish.warehouse_id,
            capacity_grams=wish.capacity_grams,
            fen_per_km=wish.fen_per_km,
            starts_at=wish.starts_at,
            ends_at=wish.ends_at,
            added_at=at,
        )
    trail.record(VehicleAdded(plate=vehicle.plate), on=vehicle, by=by, at=at, thread=carrier)
    return vehicle
