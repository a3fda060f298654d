"""The ASGI entry of the server that pushes live figures."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhanggui.config.settings")
django.setup()

from django.db import close_old_connections  # noqa: E402

from zhanggui.kernel import clock  # noqa: E402
from zhanggui.surfaces.control_room import snapshot  # noqa: E402
from zhanggui.surfaces.control_room.stream import Stream  # noqa: E402
from zhanggui.surfaces.entrance import listening  # noqa: E402
from zhanggui.surfaces.phone_desk import ringing  # noqa: E402


def _read() -> snapshot.Snapshot:
    """What the control room and the phone desk are told, each under its own name."""
    close_old_connections()
    at = clock.now()
    return {**snapshot.look(at), ringing.CHANNEL: ringing.look(at)}


application = Stream(_read, admits=listening.is_ticket, seconds=listening.TICKET_SECONDS)
