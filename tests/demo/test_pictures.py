"""The demo paints its own pictures, always the same from the same seed."""

from io import BytesIO

import pytest
from PIL import Image

from zhanggui.demo import pictures


@pytest.mark.parametrize("archetype", list(pictures.ARCHETYPES))
def test_a_product_picture_is_square_light_and_repeatable(archetype):
    first = pictures.product(archetype, seed=7, angle=0)

    assert Image.open(BytesIO(first)).size == (800, 800)
    assert len(first) < 60_000
    assert first == pictures.product(archetype, seed=7, angle=0)


def test_no_two_archetypes_look_the_same():
    drawn = {pictures.product(name, seed=1) for name in pictures.ARCHETYPES}

    assert len(drawn) == len(pictures.ARCHETYPES) >= 12


def test_banner_portrait_and_ident_have_their_sizes():
    sizes = [
        Image.open(BytesIO(made)).size
        for made in (
            pictures.banner(["tea_tin", "pan"], seed=1),
            pictures.portrait(seed=1),
            pictures.ident(seed=1),
        )
    ]

    assert sizes == [(1600, 640), (480, 480), (640, 360)]
