"""Batches, waves, walks: many orders at once, picked by scan, and none lost when a shelf is empty."""

import pytest
from django.db.transaction import atomic

from tests.domain.delivery.dispatch import Dispatch
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.delivery import refusals, walking
from zhanggui.domain.delivery.models import Allocation, PickException, PickList, Shortage
from zhanggui.domain.delivery.operations import (
    allocate_batch,
    confirm_pick,
    plan_wave,
    reallocate_order,
    report_pick_failure,
    scan_pieces,
    take_pick_list,
)
from zhanggui.domain.inventory.models import Hold
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.journeys.allocate_orders import allocate_orders
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.kernel.refusal import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(noon) -> Dispatch:
    return Dispatch(noon)


def walk(hall: Dispatch) -> PickList:
    """A wave of all that waits in the near warehouse, taken by the keeper."""
    plan_wave(warehouse_id=hall.near.id, orders_most=100, by=hall.manager, at=hall.at)
    pick_list = PickList.objects.get()
    return take_pick_list(pick_list_id=pick_list.id, by=hall.keeper, at=hall.at)


def test_a_batch_gives_everybody_what_there_is_and_says_who_waits(hall):
    hall.stock(hall.near, 3)
    hall.stock(hall.far, 1)
    orders = [hall.order(2), hall.order(1), hall.order(1), hall.order(1)]
    batch = allocate_batch(order_ids=[one.id for one in orders], by=SYSTEM, at=hall.at)

    assert batch.allocated == 3
    assert len(batch.waiting) == 1
    assert batch.solved.bound_fen <= batch.solved.cost_fen <= batch.solved.greedy_fen
    assert hall.where() == {"far": 1}
    again = allocate_batch(order_ids=[one.id for one in orders], by=SYSTEM, at=hall.at)
    assert again.allocated == 0


def test_an_order_that_needs_two_warehouses_gets_a_part_from_each(hall):
    hall.stock(hall.near, 1)
    hall.stock(hall.far, 1)
    order = hall.order(2)
    assert allocate_orders(by=SYSTEM, at=hall.at) == {}

    parts = list(Allocation.objects.filter(order=order))
    assert {part.why for part in parts} == {"split"}
    assert len(parts) == 2


def test_an_order_is_sent_from_elsewhere_by_hand_for_a_reason(hall):
    hall.stock(hall.near, 1)
    hall.stock(hall.far, 1)
    order = hall.order(1)
    hall.allocate(order)
    terms = {"order_id": order.id, "warehouse_id": hall.far.id, "at": hall.at}
    with nothing_changes(), pytest.raises(NotAllowed), atomic():
        reallocate_order(**terms, reason="近仓盘点", by=hall.keeper)
    chosen = reallocate_order(**terms, reason="近仓盘点", by=hall.manager)

    assert (chosen.warehouse_id, chosen.why) == (hall.far.id, "by_hand")
    assert hall.where() == {"near": 1}


def test_a_walk_is_scanned_piece_by_piece_and_confirmed(hall):
    hall.stock(hall.near, 5)
    hall.order(2), hall.order(1)
    allocate_orders(by=SYSTEM, at=hall.at)
    pick_list = walk(hall)
    (stop,) = walking.stops(pick_list.id)
    terms = {"pick_list_id": pick_list.id, "shelf_id": stop.shelf_id, "at": hall.at}

    with nothing_changes(), pytest.raises(refusals.WrongPiece), atomic():
        scan_pieces(**terms, code="OTHER", by=hall.keeper)
    with nothing_changes(), pytest.raises(refusals.ListTaken), atomic():
        scan_pieces(**terms, code=stop.code, by=somebody("别人", Role.WAREHOUSE_KEEPER))
    scan_pieces(**terms, code=stop.code, pieces=2, by=hall.keeper)
    assert scan_pieces(**terms, code=stop.code.lower(), by=hall.keeper) == 3
    with nothing_changes(), pytest.raises(refusals.EnoughPicked), atomic():
        scan_pieces(**terms, code=stop.code, by=hall.keeper)

    confirm_pick(pick_list_id=pick_list.id, picked={stop.sku_id: 3}, by=hall.keeper, at=hall.at)
    assert set(Allocation.objects.values_list("state", flat=True)) == {"picked"}


def test_a_list_has_one_picker(hall):
    hall.stock(hall.near, 1)
    hall.order(1)
    allocate_orders(by=SYSTEM, at=hall.at)
    pick_list = walk(hall)
    with nothing_changes(), pytest.raises(refusals.ListTaken), atomic():
        take_pick_list(pick_list_id=pick_list.id, by=somebody("别人", Role.WAREHOUSE_KEEPER), at=hall.at)
    with nothing_changes(), pytest.raises(refusals.NothingForAWave), atomic():
        plan_wave(warehouse_id=hall.near.id, orders_most=5, by=hall.manager, at=hall.at)


def fails(hall, pick_list, pieces=1, what="missing", shelf=None):
    shelf = shelf or walking.stops(pick_list.id)[0].shelf_id
    terms = {"pick_list_id": pick_list.id, "shelf_id": shelf, "what": what}
    return report_pick_failure(**terms, pieces=pieces, by=hall.keeper, at=hall.at)


@pytest.mark.parametrize(
    ("near", "far", "says"),
    [
        pytest.param(2, 0, (1, 0, 0), id="another lot in the same warehouse, on the same walk"),
        pytest.param(0, 2, (0, 1, 0), id="another warehouse sends the piece"),
        pytest.param(0, 0, (0, 0, 1), id="free nowhere: the rest of the order goes on"),
    ],
)
def test_a_missing_piece_is_made_up_for_where_it_is_found(hall, near, far, says):
    hall.stock(hall.near, 3)
    orders = [hall.order(1), hall.order(2)]
    allocate_orders(by=SYSTEM, at=hall.at)
    pick_list = walk(hall)
    if near:
        hall.stock(hall.near, near, lot=("newer", None))
    if far:
        hall.stock(hall.far, far)
    told = fails(hall, pick_list)

    assert (told.here, told.elsewhere, told.waiting) == says
    assert (PickException.objects.get().pieces, Hold.objects.get().quantity) == (1, 1)
    standing = Allocation.objects.filter(released_at=None, pick_list=pick_list, state="picking")
    assert set(standing.values_list("order_id", flat=True)) == {order.id for order in orders}
    on_the_walk = sum(stop.wanted for stop in walking.stops(pick_list.id))
    assert on_the_walk == 2 + says[0]
    assert Shortage.objects.filter(settled_at=None).count() == says[2]
    assert allocate_orders(by=SYSTEM, at=hall.at) == {}


def test_more_than_is_still_to_be_picked_cannot_be_missing_and_nobody_else_reports_it(hall):
    hall.stock(hall.near, 2)
    hall.order(2)
    allocate_orders(by=SYSTEM, at=hall.at)
    pick_list = walk(hall)
    (stop,) = walking.stops(pick_list.id)
    with nothing_changes(), pytest.raises(refusals.EnoughPicked), atomic():
        fails(hall, pick_list, pieces=3)
    terms = {"pick_list_id": pick_list.id, "shelf_id": stop.shelf_id, "what": "missing", "pieces": 1}
    with nothing_changes(), pytest.raises(refusals.ListTaken), atomic():
        report_pick_failure(**terms, by=somebody("别人", Role.WAREHOUSE_KEEPER), at=hall.at)


def test_a_walk_on_which_nothing_is_left_is_finished_once(hall):
    hall.stock(hall.near, 1)
    hall.order(1)
    allocate_orders(by=SYSTEM, at=hall.at)
    pick_list = walk(hall)
    fails(hall, pick_list)
    terms = {"pick_list_id": pick_list.id, "picked": {}, "by": hall.keeper, "at": hall.at}
    assert confirm_pick(**terms).finished_at == hall.at
    with nothing_changes(), pytest.raises(refusals.ListTaken), atomic():
        confirm_pick(**terms)


def test_what_was_scanned_for_an_order_called_off_on_the_way_is_to_be_put_back(hall):
    hall.stock(hall.near, 3)
    first, _ = hall.order(1), hall.order(2)
    allocate_orders(by=SYSTEM, at=hall.at)
    pick_list = walk(hall)
    (stop,) = walking.stops(pick_list.id)
    terms = {"pick_list_id": pick_list.id, "shelf_id": stop.shelf_id, "by": hall.keeper, "at": hall.at}
    scan_pieces(**terms, code=stop.code, pieces=3)
    cancel_order(order_id=first.id, reason="不要了", by=hall.customer, at=hall.at)
    (surplus,) = walking.to_put_back(pick_list.id, walking.stops(pick_list.id))
    assert (surplus.code, surplus.pieces) == (stop.code, 1)
