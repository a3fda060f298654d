"""The rundown gives every minute of a slot to an article, and says when they do not fit."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from zhanggui.domain.broadcast.rundown import spans

BEGINS = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "shown", "fit"),
    [
        pytest.param([20, 20, 20], [20, 20, 20], [True] * 3, id="as planned"),
        pytest.param([0, 0], [30, 30], [True] * 2, id="evenly"),
        pytest.param([0, 0, 0, 0, 0, 0, 0], [9, 9, 9, 9, 8, 8, 8], [True] * 7, id="the first take the rest"),
        pytest.param([40, 0, 0], [40, 10, 10], [True] * 3, id="what others leave"),
        pytest.param([50, 20], [50, 20], [True, False], id="longer than the slot"),
        pytest.param([60, 0], [60, 0], [True, False], id="nothing is left"),
        pytest.param([10], [10], [True], id="shorter than the slot"),
        pytest.param([], [], [], id="nothing to show"),
    ],
)
def test_minutes_of_a_slot(minutes, shown, fit):
    found = spans(BEGINS, BEGINS + timedelta(hours=1), minutes)
    assert [span.minutes for span in found] == shown
    assert [span.fits for span in found] == fit
    assert all(one.ends_at == two.starts_at for one, two in pairwise(found))
