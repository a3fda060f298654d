"""A light HTTP client: prepared bytes over kept-alive sockets, so that the machine serves, not asks."""

import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field


@dataclass
class Measured:
    """What came back."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    elapsed: float = 0.0

    def rate(self, *wanted: int) -> float:
        """Answers with one of these statuses, a second."""
        return sum(self.statuses[status] for status in wanted) / self.elapsed

    def percentile(self, share: float) -> float:
        """So many milliseconds did that share of the answers stay below."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


def request(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """The bytes of one request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def load(port: int, requests: Sequence[bytes], *, clients: int) -> Measured:
    """Send all requests by so many clients at once, each waiting for its answer before it sends the next.

    One thread listens for all of them: threads would wake each other up on the cores that the server needs.
    """
    measured, waiting = Measured(), iter(requests)
    with ExitStack() as stack, selectors.DefaultSelector() as selector:
        for _ in range(clients):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(connection, selectors.EVENT_READ, Client(connection))
        started = time.perf_counter()
        asking = sum(key.data.ask(waiting) for key in list(selector.get_map().values()))
        while asking:
            for key, _ in selector.select():
                if key.data.hear(measured):
                    asking -= not key.data.ask(waiting)
        measured.elapsed = time.perf_counter() - started
    return measured


class Client:
    """One kept-alive connection: a question, its answer, the next question."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._heard = b""
        self._length = 0
        self._asked = 0.0

    def ask(self, waiting: Iterator[bytes]) -> bool:
        """Send the next request; false if there is none."""
        message = next(waiting, None)
        if message is None:
            return False
        self._heard, self._length = b"", 0
        self._asked = time.perf_counter()
        self._connection.sendall(message)
        return True

    def hear(self, measured: Measured) -> bool:
        """Take what has come; true when the answer is whole."""
        more = self._connection.recv(262_144)
        if not more:
            raise ConnectionError("the server hung up")
        self._heard += more
        if not self._length:
            self._length = _length(self._heard)
        if not self._length or len(self._heard) < self._length:
            return False
        measured.seconds.append(time.perf_counter() - self._asked)
        measured.statuses[int(self._heard[9:12])] += 1
        return True


def _length(heard: bytes) -> int:
    """How many bytes the whole answer has, or 0 while its head has not come."""
    end = heard.find(b"\r\n\r\n")
    if end < 0:
        return 0
    head = heard[: end + 2].lower()
    mark = head.find(b"content-length:") + 15
    return int(head[mark : head.find(b"\r\n", mark)]) + end + 4
