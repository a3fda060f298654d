"""The web server."""

import os
import shutil
import socket
import sys
from pathlib import Path

import click

from zhanggui.config.cli.commands import Problem
from zhanggui.config.cli.starting import PORT, start_django, start_with_tables

WORKERS_MAX = 4
THREADS = 8
"""Requests at work in one worker process; each holds one connection."""


@click.command(name="serve")
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="PORT", type=PORT, default=8000, show_default=True)
@click.option(
    "--workers",
    type=click.IntRange(0, 64),
    default=0,
    help="Worker processes. 0: one per core, at most 4.",
    show_default=True,
)
def command(host: str, port: int, workers: int) -> None:
    """Serve every surface: shop, console, partner portal, desk, control room, API."""
    os.environ["SERVES_WEB"] = "1"
    os.environ["PORT"] = str(port)
    os.environ.setdefault("LOG_LEVEL", "INFO")
    refuse_if_taken(host, port)
    start_django()
    collect_static()
    start_with_tables()
    share_metrics()
    _run(host, port, workers or min(os.cpu_count() or 1, WORKERS_MAX))


def refuse_if_taken(host: str, port: int) -> None:
    """Say so at once, in words, if another program has the address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise Problem(f"{host}:{port} cannot be used ({problem.strerror}). Set PORT.") from problem


def collect_static() -> None:
    """Gather the static files of all packages where the server can hand them out itself, if they changed."""
    from zhanggui.config.static import collect_if_changed

    collect_if_changed()


def share_metrics() -> None:
    """Let the worker processes add up their figures, from nothing."""
    from django.conf import settings

    folder = settings.VAR_DIR / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _run(host: str, port: int, workers: int) -> None:
    from django.conf import settings
    from django.db import connection
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # The workers are forked: a connection they inherited would be one socket for two.
    connection.close()
    server = Granian(
        "zhanggui.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=300,
        backlog=2048,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        static_path_route=["/" + settings.STATIC_URL.strip("/")],
        static_path_mount=[Path(settings.STATIC_ROOT)],
        static_path_expires=settings.STATIC_SECONDS,
        log_level=LogLevels.warning,
    )
    server.serve()
    sys.exit(0)
