"""Parcels in the same moment: no piece goes to two customers, and no event counts twice."""

from collections import Counter
from datetime import datetime

import pytest

from tests.crowd import Crowd
from tests.domain.delivery.dispatch import Dispatch
from zhanggui.mechanisms.ledger.verifying import verify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hall(noon: datetime) -> Dispatch:
    return Dispatch(noon)


def kinds(answers: list[object]) -> Counter[str]:
    return Counter(type(answer).__name__ for answer in answers)


def test_no_piece_is_set_aside_for_two_orders(hall, noon):
    hall.stock(hall.near, 5)
    orders = [hall.order(1) for _ in range(8)]

    with Crowd(8) as crowd:
        answers = crowd.do([lambda order=order: hall.allocate(order) for order in orders])

    done = kinds(answers)
    assert done["list"] == 5
    assert done["Insufficient"] + done["NotEnoughOnHand"] == 3
    assert hall.where() == {}
    assert list(verify(noon)) == []


def test_an_order_is_allocated_once_however_many_allocate_it(hall):
    hall.stock(hall.near, 5)
    order = hall.order(2)

    with Crowd(8) as crowd:
        answers = crowd.do([lambda: hall.allocate(order)] * 8)

    assert len({part.id for parts in answers for part in parts}) == 1
    assert hall.where() == {"near": 3}


def test_a_delivery_told_many_times_at_once_counts_once(hall):
    hall.shipped(2)

    with Crowd(8) as crowd:
        answers = crowd.do([lambda: hall.tell("signed", 5)] * 8)

    assert [answer.became is not None for answer in answers].count(True) == 1
    assert hall.where() == {"delivered": 2}
