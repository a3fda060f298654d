"""The house's own numbers of invoices, which people read out."""

from datetime import datetime

from django.db import connection

from zhanggui.kernel.clock import SHANGHAI


def next_number(at: datetime) -> str:
    """The next number, such as FP261201-00017."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('invoicing_number')")
        (running,) = cursor.fetchone()
    return f"FP{at.astimezone(SHANGHAI):%y%m%d}-{running:05d}"
