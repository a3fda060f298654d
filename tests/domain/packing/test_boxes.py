"""The smallest box that holds the goods, and what the scales may say: tables of numbers."""

import pytest

from zhanggui.domain.inventory.sizes import Size
from zhanggui.domain.packing.rules import Box, Why, agrees, chosen, expected_grams, propose

SMALL, FLAT, LARGE = (
    Box("S", (200, 150, 100), 50, 2_000),
    Box("F", (400, 300, 50), 80, 2_000),
    Box("L", (400, 300, 300), 200, 10_000),
)
CUBE = Size(100, 100, 100, 300)


@pytest.mark.parametrize(
    ("pieces", "whys", "box"),
    [
        pytest.param([CUBE] * 2, [Why.FITS], "S", id="two cubes side by side"),
        pytest.param([Size(100, 200, 150, 300)], [Why.FITS], "S", id="turned it just fits"),
        pytest.param([CUBE] * 3, [Why.NO_ROOM, Why.TOO_LONG, Why.FITS], "L", id="the volume would do"),
        pytest.param([Size(210, 10, 10, 5)], [Why.TOO_LONG, Why.FITS], "F", id="too long for the smallest"),
        pytest.param([Size(50, 50, 50, 2500)], [Why.TOO_HEAVY] * 2 + [Why.FITS], "L", id="heavy things"),
        pytest.param([CUBE] * 36, [Why.TOO_HEAVY] * 3, None, id="more than any box bears"),
        pytest.param([Size(500, 10, 10, 5)], [Why.TOO_LONG] * 3, None, id="longer than every box"),
        pytest.param([Size(90, 90, 90, 9)] * 36, [Why.TOO_SMALL, Why.TOO_LONG, Why.FITS], "L", id="volume"),
        pytest.param([], [Why.FITS], "S", id="nothing at all"),
    ],
)  # fmt: skip
def test_the_smallest_box_that_holds_everything_is_proposed(pieces, whys, box):
    tried = propose(pieces, [LARGE, SMALL, FLAT])
    assert [one.why for one in tried] == whys
    assert (chosen(tried).code if box else chosen(tried)) == box


@pytest.mark.parametrize(
    ("weighed", "expected", "yes"),
    [
        pytest.param(1_000, 1_000, True, id="to the gram"),
        pytest.param(1_050, 1_000, True, id="five percent more"),
        pytest.param(1_051, 1_000, False, id="a gram beyond"),
        pytest.param(949, 1_000, False, id="a piece may be missing"),
        pytest.param(130, 100, True, id="thirty grams of a light parcel"),
        pytest.param(131, 100, False, id="thirty one grams of it"),
    ],
)
def test_the_scales_agree_within_the_tolerance(weighed, expected, yes):
    assert agrees(weighed, expected, percent=5, grams=30) is yes


def test_what_was_never_measured_cannot_be_expected():
    assert expected_grams([CUBE, CUBE], 50) == 650
    assert expected_grams([CUBE, None], 50) is None
    assert expected_grams([], 50) == 50
