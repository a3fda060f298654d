"""The ASGI entry of the server that pushes live figures."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhanggui.config.settings")
django.setup()

from django.db import close_old_connections  # noqa: E402

from zhanggui.kernel import clock  # noqa: E402
from zhanggui.surfaces.control_room import snapshot  # noqa: E402
from zhanggui.surfaces.control_room.stream import Stream  # noqa: E402


def _read() -> snapshot.Snapshot:
    close_old_connections()
    return snapshot.look(clock.now())


application = Stream(_read, admits=snapshot.is_ticket, seconds=snapshot.TICKET_SECONDS)
