"""The server that pushes live figures to the screens of the control room."""

import os
import sys

import click

from zhanggui.config.cli.serve import refuse_if_taken
from zhanggui.config.cli.starting import PORT, start_django, start_with_tables


@click.command(name="stream")
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="STREAM_PORT", type=PORT, default=8001, show_default=True)
def command(host: str, port: int) -> None:
    """Push live figures once a second to any number of screens, with one look into the database for all."""
    os.environ.setdefault("LOG_LEVEL", "INFO")
    refuse_if_taken(host, port)
    start_django()
    start_with_tables()
    _run(host, port)


def _run(host: str, port: int) -> None:
    from django.db import connection
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # The worker is forked: a connection it inherited would be one socket for two.
    connection.close()
    server = Granian(
        "zhanggui.config.stream:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=1,
        backlog=2048,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    )
    server.serve()
    sys.exit(0)
