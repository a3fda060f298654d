"""Starting and stopping what is measured."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WORKERS = 2
THREADS = 8


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def house() -> Iterator[int]:
    """The program's own web server; its port."""
    port = free_port()
    command = [sys.executable, "-m", "zhanggui.config.cli", "serve", "--workers", str(WORKERS)]
    with running([*command, "--port", str(port)], port):
        yield port


@contextmanager
def minimal() -> Iterator[int]:
    """The minimal view under the same web server, set up alike; its port."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
        "--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning",
        "benchmarks.minimal:application",
    ]  # fmt: skip
    with running(command, port):
        yield port


@contextmanager
def running(command: list[str], port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """A server that answers on this port, ended afterwards."""
    # What a server says must not come between the figures, which are read from our output.
    server = subprocess.Popen(command, env=os.environ | {"LOG_LEVEL": "WARNING"}, stdout=sys.stderr)
    try:
        _wait(server, port)
        yield server
    finally:
        server.terminate()
        server.wait(20)


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"the server ended by itself ({server.returncode})")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
            continue
        time.sleep(1)
        return
    raise RuntimeError("the server does not answer")
