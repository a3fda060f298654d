"""The control of B-4.3.4: green while everybody pays the price in force, red for one who did not."""

from datetime import timedelta

import pytest

from tests.vocabulary import behind_the_back
from zhanggui.domain.sales.controls import paid_as_announced
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(
            "UPDATE sales_orderline SET unit_fen = unit_fen + 1, amount_fen = (unit_fen + 1) * quantity",
            id="charged a fen more",
        ),
        pytest.param("UPDATE sales_order SET placed_at = placed_at - interval '20 years'", id="too early"),
    ],
)
def test_everybody_paid_what_was_announced(broken, placed, noon):
    later = noon + timedelta(hours=1)
    assert paid_as_announced(later).status == Status.KEPT
    with behind_the_back() as change:
        change(broken)
    judged_at = later if "unit_fen" in broken else later - timedelta(days=20 * 365 + 5)
    evidence = paid_as_announced(judged_at)
    assert evidence.status == Status.BROKEN
    assert evidence.records.count == 1


def test_without_orders_nothing_is_proven(db, noon):
    assert paid_as_announced(noon).status == Status.NO_DATA
