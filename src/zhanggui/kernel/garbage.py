"""The collector of circular garbage, told what a program that serves for days is like."""

import gc

NEW_OBJECTS = 20_000
OLDER = (20, 50)


def settle() -> None:
    """Call once everything is loaded: what is in memory now stays, and is never searched again.

    A request makes thousands of objects that are gone with it; by default all that is loaded would be
    searched again and again on their account.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *OLDER)
