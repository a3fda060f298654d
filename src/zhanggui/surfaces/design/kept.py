"""Things worth making once: kept in the memory of this process, for a while, the oldest given up first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """At most ``size`` things, each for at most ``seconds``. What goes stale sooner must be in the key."""

    def __init__(self, *, size: int, seconds: float) -> None:
        self.size, self.seconds = size, seconds
        self._things: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()

    def find(self, key: Hashable) -> T | None:
        """The thing kept under this key, unless it is too old."""
        found = self._things.get(key)
        return found[1] if found and found[0] > monotonic() else None

    def keep(self, key: Hashable, thing: T) -> T:
        """Keep it from now on."""
        self._things[key] = (monotonic() + self.seconds, thing)
        while len(self._things) > self.size:
            self._things.popitem(last=False)
        return thing

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The thing kept, or a new one."""
        found = self.find(key)
        return self.keep(key, make()) if found is None else found

    def forget(self) -> None:
        """Start anew."""
        self._things.clear()
