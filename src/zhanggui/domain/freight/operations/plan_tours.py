"""Planning the tours of our own delivery for a day (B-7.4.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight import routing
from zhanggui.domain.freight.capabilities import PLAN_TOURS
from zhanggui.domain.freight.facts import ToursPlanned
from zhanggui.domain.freight.models import Stop, Tour, Vehicle
from zhanggui.domain.freight.numbers import next_number
from zhanggui.domain.freight.refusals import NothingToTour, NoVehicle
from zhanggui.domain.freight.touring import Waiting, house_place, minute_of, time_of, waiting_parcels
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True)
class Toured:
    """The tours of a day, and the parcels that no vehicle can bring on it."""

    tours: Sequence[Tour]
    left_out: Sequence[Waiting]


@dataclass(frozen=True, slots=True)
class Written:
    """For which day, by whom and when a tour is written."""

    day: date
    by: Actor
    at: datetime


@transaction.atomic
def plan_tours(*, warehouse_id: UUID, day: date, by: Actor, at: datetime) -> Toured:
    """Spread the parcels our own carrier has over the free vehicles of a warehouse, by the shortest ways.

    A vehicle drives one tour a day. Raises ``NothingToTour``, ``NoVehicle``, and ``AreaUnknown`` for a parcel
    of an area that nobody has placed.
    """
    by.require(PLAN_TOURS)
    held = (
        Vehicle.objects.locked().select_related("warehouse").filter(warehouse=warehouse_id, retired_at=None)
    )
    vehicles = list(held.exclude(tours__day=day).order_by("plate"))
    if not vehicles:
        raise NoVehicle
    carriers = {vehicle.carrier_id for vehicle in vehicles}
    waiting = waiting_parcels(warehouse_id, carriers, day)
    if not waiting:
        raise NothingToTour
    house = house_place(vehicles[0].warehouse)
    drops = [one.drop for one in waiting]
    plan = routing.plan(house, drops, [_van(vehicle) for vehicle in vehicles])
    written = Written(day, by, at)
    tours = [_tour(way, vehicles[way.van], waiting, house, written) for way in plan.ways]
    fact = ToursPlanned(
        day=day.isoformat(),
        tours=len(tours),
        stops=len(drops) - len(plan.left_out),
        metres=sum(tour.metres for tour in tours),
        simple_metres=sum(tour.simple_metres for tour in tours),
        left_out=len(plan.left_out),
    )
    trail.record(
        fact,
        on=tours[0] if tours else vehicles[0].warehouse,
        by=by,
        at=at,
        thread=vehicles[0].warehouse,
    )
    return Toured(tours, [waiting[place] for place in plan.left_out])


def _van(vehicle: Vehicle) -> routing.Van:
    return routing.Van(
        capacity_grams=vehicle.capacity_grams,
        starts=minute_of(vehicle.starts_at),
        ends=minute_of(vehicle.ends_at),
    )


def _tour(
    way: routing.Way, vehicle: Vehicle, waiting: Sequence[Waiting], house: routing.Place, written: Written
) -> Tour:
    drops = [one.drop for one in waiting]
    tour = Tour.objects.create(
        number=next_number("LX", written.at),
        vehicle=vehicle,
        day=written.day,
        metres=way.metres,
        simple_metres=routing.in_order(house, drops, sorted(way.drops)),
        grams=sum(drops[place].grams for place in way.drops),
        ends_at=time_of(way.back),
        planned_by_id=written.by.account_id,
        planned_at=written.at,
    )
    Stop.objects.bulk_create(
        Stop(
            tour=tour,
            position=position,
            shipment_id=waiting[place].shipment_id,
            area=waiting[place].area,
            grams=waiting[place].grams,
            arrives_at=time_of(minute),
        )
        for position, (place, minute) in enumerate(zip(way.drops, way.arrives, strict=True), start=1)
    )
    return tour
