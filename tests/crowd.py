"""Many at once: real threads, each with its own connection to the database."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import TracebackType
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


class Crowd:
    """``size`` workers that keep their connections until the crowd goes home."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.pool = ThreadPoolExecutor(size)

    def __enter__(self) -> "Crowd":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        everybody = Barrier(self.size)

        def leave(_: int) -> None:
            everybody.wait()
            connection.close()

        list(self.pool.map(leave, range(self.size)))
        self.pool.shutdown()

    def do(self, deeds: Sequence[Callable[[], T]]) -> list[T | Exception]:
        """All deeds at the same moment (up to ``size``); what each answered, or raised."""
        together = Barrier(min(self.size, len(deeds)))
        first = len(deeds) - len(deeds) % together.parties

        def one(index: int) -> T | Exception:
            if index < first:
                together.wait()
            try:
                return deeds[index]()
            except Exception as error:
                return error

        return list(self.pool.map(one, range(len(deeds))))
