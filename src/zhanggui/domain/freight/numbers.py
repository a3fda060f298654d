"""Numbers of statements and tours."""

from datetime import datetime

from django.db import connection

from zhanggui.kernel.clock import SHANGHAI


def next_number(letters: str, at: datetime) -> str:
    """The next number of a paper of this kind, such as CY261201-00017 (承运结算单)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('freight_number')")
        (running,) = cursor.fetchone()
    return f"{letters}{at.astimezone(SHANGHAI):%y%m%d}-{running:05d}"
