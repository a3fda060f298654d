"""Our own vehicles drive the shortest tours that their loads and hours allow."""

from datetime import time
from decimal import Decimal
from itertools import permutations

import pytest

from tests.vocabulary import nothing_changes
from zhanggui.domain.freight import refusals, routing
from zhanggui.domain.freight.models import Tour
from zhanggui.domain.freight.operations.add_vehicle import VehicleWish, add_vehicle
from zhanggui.domain.freight.operations.place_area import AreaWish, place_area
from zhanggui.domain.freight.operations.plan_tours import plan_tours
from zhanggui.domain.freight.operations.retire_vehicle import retire_vehicle
from zhanggui.domain.freight.routing import Drop, Place, Van, in_order, plan
from zhanggui.domain.sales.models import Address

HOUSE = Place(30.25, 120.17)
PLACES = [Place(30.31, 120.14), Place(30.20, 120.21), Place(30.32, 120.15), Place(30.18, 120.26)]
ALL_DAY = {"opens": 0, "closes": 24 * 60 - 1}


def drop(place, grams=1000, **hours):
    return Drop(place=place, grams=grams, **(ALL_DAY | hours))


def van(capacity=100_000, starts=8 * 60, ends=18 * 60):
    return Van(capacity_grams=capacity, starts=starts, ends=ends)


def test_a_small_day_is_driven_the_shortest_way_there_is():
    drops = [drop(place) for place in PLACES]
    best = min(in_order(HOUSE, drops, order) for order in permutations(range(4)))
    (way,) = plan(HOUSE, drops, [van()]).ways
    assert way.metres == best == in_order(HOUSE, drops, way.drops)
    assert best < in_order(HOUSE, drops, range(4)), "the order of packing goes to and fro"


def test_no_vehicle_carries_more_than_it_can_and_what_is_left_waits():
    drops = [drop(place, grams=600) for place in PLACES]
    found = plan(HOUSE, drops, [van(capacity=1200), van(capacity=1200)])
    assert all(sum(drops[one].grams for one in way.drops) <= 1200 for way in found.ways)
    assert len(found.left_out) == 0
    assert len(plan(HOUSE, drops, [van(capacity=1200)]).left_out) == 2


def test_a_vehicle_comes_when_an_area_is_open_and_is_back_in_time():
    drops = [drop(PLACES[0], opens=14 * 60, closes=15 * 60), drop(PLACES[1], opens=8 * 60, closes=10 * 60)]
    (way,) = plan(HOUSE, drops, [van()]).ways
    at = dict(zip(way.drops, way.arrives, strict=True))
    assert 14 * 60 <= at[0] <= 15 * 60
    assert 8 * 60 <= at[1] <= 10 * 60
    assert way.back <= 18 * 60
    assert plan(HOUSE, [drop(PLACES[0], opens=20 * 60, closes=21 * 60)], [van()]).left_out == (0,)


@pytest.fixture
def fleet(db, hall, manager, noon):
    """A vehicle of the near warehouse, whose city and whose customer's district are placed."""
    address = Address.objects.get(pk=hall.buyer.address_id)
    for city, district, north in ((hall.near.city, "", "30.25"), (address.city, address.district, "30.31")):
        wish = AreaWish(
            province=address.province, city=city, district=district, latitude=Decimal(north),
            longitude=Decimal("120.15"), opens_at=time(8), closes_at=time(20),
        )  # fmt: skip
        place_area(wish=wish, by=manager, at=noon)
    wish = VehicleWish(
        plate="浙A·8K236", carrier_id=hall.carrier.id, warehouse_id=hall.near.id, capacity_grams=800_000,
        fen_per_km=90, starts_at=time(8), ends_at=time(18),
    )  # fmt: skip
    return add_vehicle(wish=wish, by=manager, at=noon), wish


@pytest.mark.django_db
def test_parcels_of_our_own_delivery_are_toured_once_a_day(hall, fleet, sent, manager, noon):
    vehicle, wish = fleet
    day = noon.date()
    with nothing_changes(), pytest.raises(refusals.PlateTaken):
        add_vehicle(wish=wish, by=manager, at=noon)
    with nothing_changes(), pytest.raises(refusals.NothingToTour):
        plan_tours(warehouse_id=hall.near.id, day=day, by=manager, at=noon)
    accruals = sent(3)
    toured = plan_tours(warehouse_id=hall.near.id, day=day, by=manager, at=noon)
    (tour,) = toured.tours
    assert {stop.shipment_id for stop in tour.stops.all()} == {one.shipment_id for one in accruals}
    assert (tour.grams, tour.metres) == (1500, tour.simple_metres), "all three go to the same district"
    assert tour.stops.get(position=1).arrives_at > time(8)
    with nothing_changes(), pytest.raises(refusals.NoVehicle):
        plan_tours(warehouse_id=hall.near.id, day=day, by=manager, at=noon)
    retire_vehicle(vehicle_id=vehicle.id, by=manager, at=noon)
    with nothing_changes(), pytest.raises(refusals.NoVehicle):
        plan_tours(warehouse_id=hall.near.id, day=day.replace(day=28), by=manager, at=noon)
    assert Tour.objects.count() == 1


@pytest.mark.django_db
def test_an_area_nobody_placed_is_named(hall, sent, manager, noon):
    sent()
    wish = VehicleWish(
        plate="浙A·1", carrier_id=hall.carrier.id, warehouse_id=hall.near.id, capacity_grams=1000,
        fen_per_km=90, starts_at=time(8), ends_at=time(18),
    )  # fmt: skip
    add_vehicle(wish=wish, by=manager, at=noon)
    with nothing_changes(), pytest.raises(refusals.AreaUnknown):
        plan_tours(warehouse_id=hall.near.id, day=noon.date(), by=manager, at=noon)


def test_ways_are_measured_by_road():
    assert routing.metres(HOUSE, PLACES[0]) == routing.metres(PLACES[0], HOUSE) > 7_000
