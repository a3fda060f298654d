import pytest

from zhanggui.kernel.ids import id_in, new_id
from zhanggui.kernel.numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("12", 12, id="as it is"),
        pytest.param(" 12 ", 12, id="with spaces around"),
        pytest.param("１２", 12, id="wide digits of a Chinese keyboard"),
        pytest.param("0", 0, id="nothing is a number"),
        pytest.param("999", 999, id="the most"),
        pytest.param("1000", None, id="beyond the most"),
        pytest.param("-1", None, id="below the least"),
        pytest.param("--5", None, id="two signs"),
        pytest.param("²", None, id="a digit that stands for no number"),
        pytest.param("1.5", None, id="a part"),
        pytest.param("", None, id="empty"),
        pytest.param("9" * 5000, None, id="longer than Python reads"),
    ],
)
def test_only_whole_numbers_within_their_bounds_are_read(text, number):
    assert whole_number(text, most=999) == number


def test_a_bound_below_zero_lets_a_difference_in():
    assert whole_number("-5", least=-9, most=9) == -5


def test_an_identifier_is_read_or_none():
    known = new_id()

    assert [id_in(text) for text in (str(known), "", "12", "х" * 36)] == [known, None, None, None]
