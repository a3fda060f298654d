"""Numbers of pick lists and parcels."""

from datetime import datetime

from django.db import connection

from zhanggui.kernel.clock import SHANGHAI


def next_number(letter: str, at: datetime) -> str:
    """The next number of this kind, such as P261124-00017."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('delivery_number')")
        (running,) = cursor.fetchone()
    return f"{letter}{at.astimezone(SHANGHAI):%y%m%d}-{running:05d}"
