"""Goods operations in the same moment: nothing happens twice, and nothing goes below zero."""

from collections import Counter
from datetime import datetime

import pytest

from tests.crowd import Crowd
from tests.domain.inventory.stockroom import Stockroom
from zhanggui.domain.inventory.operations import hold_stock, release_hold
from zhanggui.domain.inventory.rules import Defect
from zhanggui.mechanisms.ledger.verifying import verify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(noon: datetime) -> Stockroom:
    return Stockroom(noon)


def kinds(answers: list[object]) -> Counter[str]:
    return Counter(type(answer).__name__ for answer in answers)


def test_a_line_is_inspected_once_however_many_inspect_it(room, noon):
    line = room.line(quantity=10)

    with Crowd(8) as crowd:
        answers = crowd.do([lambda: room.inspect(line, passed=10)] * 8)

    assert kinds(answers) == {"Inspection": 1, "AlreadyInspected": 7}
    assert room.books() == {"on_hand": 10, "sellable": 10, "accepted": 10}
    assert list(verify(noon)) == []


def test_of_a_hold_no_more_is_released_than_was_held(room, noon):
    hold = room.inspect(room.line(quantity=10), passed=4, held=6, defects=(Defect("dent", 6),)).hold

    def release():
        return release_hold(hold_id=hold.id, quantity=1, reason="复检合格", by=room.inspector, at=noon)

    with Crowd(10) as crowd:
        answers = crowd.do([release] * 10)

    assert kinds(answers) == {"Hold": 6, "MoreThanHeld": 4}
    assert room.books() == {"on_hand": 10, "sellable": 10, "accepted": 10}


def test_of_stock_no_more_is_held_than_is_there(room, noon):
    room.stock(5)

    def hold():
        return hold_stock(
            warehouse_id=room.warehouse.id,
            sku_id=room.sku.id,
            quantity=1,
            reason="投诉集中",
            by=room.inspector,
            at=noon,
        )

    with Crowd(8) as crowd:
        answers = crowd.do([hold] * 8)

    assert kinds(answers) == {"Hold": 5, "Insufficient": 3}
    assert room.books() == {"held": 5}
