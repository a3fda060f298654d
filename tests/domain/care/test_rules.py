"""What is major, what may be rated, and how scores are summed up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from zhanggui.domain.care.rules import Purchase, Weight, may_be_rated, severity_of, summed
from zhanggui.domain.care.states import Ground

LIGHT = Weight(grounds=frozenset(), amount_fen=0, customers=1, major_amount_fen=500_000, major_customers=10)


@pytest.mark.parametrize(
    ("weight", "severity"),
    [
        pytest.param(LIGHT, "ordinary", id="one customer, little money"),
        pytest.param(replace(LIGHT, grounds=frozenset({Ground.INJURY})), "major", id="somebody was hurt"),
        pytest.param(replace(LIGHT, amount_fen=499_999), "ordinary", id="a fen below the amount"),
        pytest.param(replace(LIGHT, amount_fen=500_000), "major", id="exactly the amount"),
        pytest.param(replace(LIGHT, customers=9), "ordinary", id="nine customers"),
        pytest.param(replace(LIGHT, customers=10), "major", id="the tenth customer"),
    ],
)
def test_what_counts_as_major(weight: Weight, severity: str):
    assert severity_of(weight) == severity


NOTHING = Purchase(confirmed_at=None, delivered_at=None, ended_at=None, promised_on=None)


def test_only_a_purchase_is_rated(noon):
    assert not may_be_rated(NOTHING, noon)
    assert may_be_rated(replace(NOTHING, confirmed_at=noon), noon)
    assert may_be_rated(replace(NOTHING, ended_at=noon), noon)


def test_what_never_came_is_rated_from_the_day_after_the_promise(noon):
    waiting = replace(NOTHING, promised_on=date(2026, 11, 24))
    assert not may_be_rated(waiting, noon)
    assert may_be_rated(waiting, noon + timedelta(days=1))


def test_no_scores_have_no_mean():
    assert summed([]).mean is None
    assert summed([1, 5, 5]).by_score == (1, 0, 0, 0, 2)
