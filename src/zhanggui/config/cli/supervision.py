"""Web server and worker as children of one foreground process: together they start, together they stop."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import click

STOP_SECONDS_MAX = 15
READY_SECONDS_MAX = 60


def _port_beside(host: str, port: int) -> int:
    """The next port for live figures, or any other if somebody has it."""
    for wanted in (port + 1, 0):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            try:
                probe.bind((host, wanted))
            except (OSError, OverflowError):
                continue
            return int(probe.getsockname()[1])
    return port + 1


class Stopped(Exception):
    """Somebody asked the household to stop."""


class Household:
    """The children, and the one who looks after them."""

    def __init__(self, *, host: str, port: int, logs: Path) -> None:
        self.logs = logs
        self.host = host
        self.port = port
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def run(self, ready: Callable[[], None]) -> int:
        """Run until a signal (status 0) or until a child ends by itself (status 1, and it is said)."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)
        try:
            figures = os.environ["STREAM_PORT"] = str(_port_beside(self.host, self.port))
            self._start("web server", "serve", "--host", self.host, "--port", str(self.port))
            self._start("live figures", "stream", "--host", self.host, "--port", figures)
            self._start("worker", "worker")
            if self._becomes_ready():
                ready()
            return self._watch()
        except Stopped:
            return 0
        finally:
            self._stop_children()

    def _start(self, name: str, *words: str) -> None:
        command = [sys.executable, "-m", "zhanggui.config.cli", *words]
        if shutil.which("setpriv"):
            # Should this process be killed without a chance to tidy up, its children stop by themselves.
            command = ["setpriv", "--pdeathsig", "TERM", "--", *command]
        # A group of their own: Ctrl-C reaches this process alone, which then stops them in order.
        with self._log_of(name).open("wb") as log:
            self.children[name] = subprocess.Popen(command, process_group=0, stdout=log, stderr=log)  # noqa: S603

    def _log_of(self, name: str) -> Path:
        folder = self.logs
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name.replace(' ', '-')}.log"

    def _becomes_ready(self) -> bool:
        until = time.monotonic() + READY_SECONDS_MAX
        while time.monotonic() < until and not self._ended():
            with contextlib.suppress(urllib.error.URLError, OSError):
                urllib.request.urlopen(f"http://{self.host}:{self.port}/healthz", timeout=5)
                return True
            time.sleep(0.2)
        return False

    def _watch(self) -> int:
        while not (ended := self._ended()):
            time.sleep(0.5)
        for name in ended:
            status = self.children[name].returncode
            click.echo(f"The {name} ended by itself, with status {status}. The end of its log:", err=True)
            click.echo("\n".join(self._log_of(name).read_text().splitlines()[-15:]), err=True)
        return 1

    def _ended(self) -> list[str]:
        return [name for name, child in self.children.items() if child.poll() is not None]

    def _stop_children(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in self.children.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS_MAX
        for child in self.children.values():
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped
