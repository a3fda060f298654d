"""The collector of circular garbage, told what a program that serves for days is like."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

NEW_OBJECTS = 20_000
OLDER = (20, 50)


@contextmanager
def loading() -> Iterator[None]:
    """While a program loads, next to nothing is garbage: looking for it takes a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(NEW_OBJECTS, *OLDER)
        gc.enable()


def settle() -> None:
    """Call once everything is loaded: what is in memory now stays, and is never searched again.

    A request makes thousands of objects that are gone with it; by default all that is loaded would be
    searched again and again on their account.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *OLDER)
