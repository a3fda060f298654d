"""Settling with the sellers of a history, month after month, as the house does at night."""

import sqlite3
from datetime import datetime, timedelta

from django.db.models import Max

from zhanggui.domain.finance.operations.draw_statements import draw_statements
from zhanggui.domain.finance.operations.send_statement import send_statement
from zhanggui.domain.finance.queries import ready_to_send
from zhanggui.domain.finance.states import Cycle
from zhanggui.domain.sales.models import Order
from zhanggui.replay import cast
from zhanggui.replay.mapping import at

NIGHT = timedelta(hours=2, minutes=20)
"""When the house draws its statements."""


def settle_month(staged: sqlite3.Connection, month: str) -> None:
    """Draw and send what is due at the end of this month, if every order bought until then is lived."""
    end = month_after(at(f"{month}-01 00:00:00"))
    if not _untold(staged, end.strftime("%Y-%m-%d")):
        _settle(end)


def settle_the_rest(staged: sqlite3.Connection, month: str) -> None:
    """The months after the last one, in which its orders come to their end, if all of them are lived."""
    if _untold(staged, "9999"):
        return
    end = month_after(at(f"{month}-01 00:00:00"))
    last = Order.objects.aggregate(last=Max("completed_at"))["last"]
    while last and end <= last:
        end = month_after(end)
        _settle(end)


def month_after(first: datetime) -> datetime:
    """The first moment of the month after this one's."""
    return (first + timedelta(days=31)).replace(day=1)


def _untold(staged: sqlite3.Connection, day: str) -> bool:
    """Whether an order bought before that day is not among the chosen: it may still be lived later."""
    query = "SELECT 1 FROM orders WHERE purchased < ? AND key NOT IN (SELECT key FROM chosen) LIMIT 1"
    return staged.execute(query, (day,)).fetchone() is not None


def _settle(end: datetime) -> None:
    night = end + NIGHT
    draw_statements(cycle=Cycle.MONTH, by=cast.system(), at=night)
    for statement_id in ready_to_send():
        send_statement(statement_id=statement_id, by=cast.system(), at=night)
