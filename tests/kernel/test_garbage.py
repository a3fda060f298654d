"""The collector of garbage rests while a program loads, and only then."""

import gc

import pytest

from zhanggui.kernel import garbage


@pytest.fixture(autouse=True)
def _as_it_was():
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.enable()


def test_nothing_is_searched_while_a_program_loads():
    with garbage.loading():
        assert not gc.isenabled()

    assert gc.isenabled()
    assert gc.get_threshold()[0] == garbage.NEW_OBJECTS


def test_a_program_that_cannot_load_searches_again():
    with pytest.raises(ImportError), garbage.loading():
        raise ImportError

    assert gc.isenabled()


def test_a_circle_made_while_loading_is_gone_when_everything_is_settled():
    class Circle:
        gone = False

        def __del__(self):
            Circle.gone = True

    with garbage.loading():
        circle = Circle()
        circle.itself = circle
        del circle
    assert not Circle.gone

    garbage.settle()

    assert Circle.gone
