"""A lot can be followed from the shelf to the parcel, and the first to expire leaves first."""

from datetime import date

import pytest
from django.db.transaction import atomic

from tests.domain.delivery.dispatch import Dispatch
from tests.vocabulary import nothing_changes
from zhanggui.domain.delivery.models import AllocationLine
from zhanggui.domain.delivery.operations import release_allocation, take_back_parcel
from zhanggui.domain.delivery.refusals import NotEnoughOnHand
from zhanggui.domain.inventory import accounts as inventory
from zhanggui.domain.inventory.controls import shelves_agree
from zhanggui.domain.inventory.models import Lot, ShelfLot
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(noon) -> Dispatch:
    return Dispatch(noon)


def lots_sent(hall: Dispatch) -> list[tuple[str, int]]:
    lines = AllocationLine.objects.filter(allocation__released_at=None).order_by("id")
    return list(lines.values_list("shelf__lot__code", "quantity"))


def on_shelf(code: str) -> ledger.Balance:
    return ledger.balance(inventory.shelf(ShelfLot.objects.get(lot__code=code).shelf))


def test_the_lot_that_expires_first_is_sent_first_and_the_next_gives_the_rest(hall):
    hall.stock(hall.near, 5, lot=("later", date(2027, 6, 1)))
    hall.stock(hall.near, 3, lot=("sooner", date(2027, 1, 1)))

    hall.allocate(hall.order(4))

    assert lots_sent(hall) == [("sooner", 3), ("later", 1)]
    assert (on_shelf("sooner").available, on_shelf("later").available) == (0, 4)


@pytest.mark.parametrize(
    ("until", "recalled"),
    [
        pytest.param(date(2026, 11, 24), False, id="it expires today"),
        pytest.param(date(2027, 11, 24), True, id="it is recalled"),
    ],
)
def test_a_lot_that_may_not_be_sold_gives_nothing(hall, until, recalled):
    hall.stock(hall.near, 5, lot=("bad", until))
    Lot.objects.update(recalled_at=hall.at if recalled else None)
    order = hall.order(1)

    with nothing_changes(), pytest.raises(NotEnoughOnHand), atomic():
        hall.allocate(order)


def test_a_parcel_that_leaves_empties_its_shelf_and_one_that_comes_back_fills_it_again(hall):
    hall.stock(hall.near, 5, lot=("L1", date(2027, 6, 1)))
    (part,) = hall.allocate(hall.order(2))
    shipment = hall.handed_over(hall.packed(part))
    assert (on_shelf("L1").amount, on_shelf("L1").reserved) == (3, 0)

    hall.tell("returned", hours=20)
    take_back_parcel(shipment_id=shipment.id, damaged={hall.goods[0].sku_id: 1}, by=hall.keeper, at=hall.at)

    assert on_shelf("L1").amount == 4
    assert shelves_agree(hall.at).status == Status.KEPT


def test_what_is_released_is_free_on_its_shelf_again(hall):
    hall.stock(hall.near, 5, lot=("L1", date(2027, 6, 1)))
    order = hall.order(2)
    hall.allocate(order)
    release_allocation(order_id=order.id, reason="顾客取消", by=hall.manager, at=hall.at)

    assert on_shelf("L1").available == 5


def test_goods_on_hand_that_lie_on_no_shelf_turn_the_control_red(hall):
    hall.stock(hall.near, 5)
    assert shelves_agree(hall.at).status == Status.KEPT

    sku = hall.goods[0].sku_id
    stray = ledger.Transfer(inventory.on_hand(hall.near.id, sku), inventory.supplied(hall.near.id, sku), 1)
    subject = ledger.Subject.of(hall.near)
    entry = ledger.Entry(kind="test.stray", key="stray", at=hall.at, subject=subject, transfers=[stray])
    ledger.post(entry, by=hall.keeper)

    assert shelves_agree(hall.at).status == Status.BROKEN
