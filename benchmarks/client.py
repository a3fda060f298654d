"""A light HTTP client: prepared bytes over kept-alive sockets, so that the machine serves, not asks."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
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
    """Send all requests by so many clients at once, each waiting for its answer before it sends the next."""
    measured, lock = Measured(), threading.Lock()
    waiting: Iterator[bytes] = iter(requests)

    def client() -> None:
        statuses: Counter[int] = Counter()
        times: list[float] = []
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while True:
                with lock:
                    message = next(waiting, None)
                if message is None:
                    break
                started = time.perf_counter()
                connection.sendall(message)
                status = _answer(connection)
                times.append(time.perf_counter() - started)
                statuses[status] += 1
        with lock:
            measured.statuses.update(statuses)
            measured.seconds.extend(times)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    measured.elapsed = time.perf_counter() - started
    return measured


def _answer(connection: socket.socket) -> int:
    """Read one answer; its status."""
    data = connection.recv(65536)
    head = data.find(b"\r\n\r\n")
    while head < 0:
        more = connection.recv(65536)
        if not more:
            raise ConnectionError("the server hung up")
        data += more
        head = data.find(b"\r\n\r\n")
    lowered = data[:head].lower()
    mark = lowered.find(b"content-length:")
    end = lowered.find(b"\r\n", mark)
    length = int(lowered[mark + 15 : end if end > 0 else head])
    missing = length - (len(data) - head - 4)
    while missing > 0:
        more = connection.recv(65536)
        if not more:
            raise ConnectionError("the server hung up")
        missing -= len(more)
    return int(data[9:12])
