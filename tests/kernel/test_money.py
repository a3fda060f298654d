"""Money never loses a fen and never takes a fraction of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhanggui.kernel.money import NotAnAmount, fen, share, yuan


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_shares_add_up_to_the_total(total, weights):
    expected = total if sum(weights) else 0
    assert sum(share(total, weights)) == expected


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        pytest.param("129.90", 12990, id="as typed"),
        pytest.param("￥1,299", 129900, id="with sign and thousands"),
        pytest.param(" 0.01 ", 1, id="one fen"),
    ],
)
def test_yuan_as_people_write_them_become_fen(written, amount):
    assert fen(written) == amount
    assert fen(yuan(amount)) == amount


@pytest.mark.parametrize("written", ["1.999", "abc", "", "NaN", "1e30", "Infinity"])
def test_anything_else_is_refused(written):
    with pytest.raises(NotAnAmount):
        fen(written)
