"""A purchase cancelled after it was delivered: the goods come back, and so does the money."""

import sqlite3
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.operations.approve import approve
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.refusals import MoreThanBought
from zhanggui.domain.aftersales.states import Disposition, ReturnKind, ReturnState
from zhanggui.domain.sales.models import OrderLine
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.receive_return import receive_return
from zhanggui.journeys.request_return import request_return
from zhanggui.replay import cast, memory, till
from zhanggui.replay.mapping import at

HOUR = timedelta(hours=1)
BOUGHT = """
SELECT i.order_key, i.sku FROM items i JOIN chosen c ON c.key = i.order_key
  JOIN orders o ON o.key = i.order_key JOIN customers b ON b.key = o.customer
 WHERE b.person = ? AND i.product = ? AND i.quantity >= ? AND c.purchased <= ?
 ORDER BY c.purchased DESC, i.position LIMIT 8
"""


class NothingToCancel(Exception):
    """The history does not show the purchase that this cancels."""


def live_return(history: str, staged: sqlite3.Connection, key: str) -> None:
    """Find the latest purchase this line cancels, and let it come back."""
    row = staged.execute("SELECT * FROM cancellations WHERE key = ?", (key,)).fetchone()
    wanted = (row["customer"], row["product"], row["quantity"], row["written"])
    purchases = staged.execute(BOUGHT, wanted).fetchall() if row["customer"] else []
    for order_key, sku in purchases:
        line = (
            OrderLine.objects.select_related("order")
            .filter(
                order_id__in=memory.ours(history, "order", order_key),
                sku_id=memory.counterpart(history, "sku", sku),
                order__delivered_at__isnull=False,
            )
            .first()
        )
        if line is not None and _comes_back(history, line, row):
            memory.remember(history, "return", key, line.order_id)
            return
    raise NothingToCancel("the purchase it cancels is not told, or was given back before")


def _comes_back(history: str, line: OrderLine, row: sqlite3.Row) -> bool:
    delivered = line.order.delivered_at
    assert delivered is not None
    when = max(at(row["written"]), delivered + HOUR)
    wish = ReturnWish(
        order_id=line.order_id,
        kind=ReturnKind.NO_REASON,
        pieces=(Pieces(line.id, row["quantity"]),),
        key=f"{history}:{row['key']}"[:80],
        reason="cancelled in its history",
        consent="as its history tells",
    )
    agent = cast.staff(history, "agent")
    try:
        with transaction.atomic():
            wanted = request_return(wish=wish, by=agent, at=when)
    except MoreThanBought:
        return False
    if wanted.state == ReturnState.REQUESTED:
        approve(return_id=wanted.id, by=cast.staff(history, "supervisor"), at=when + HOUR)
    _arrives(history, wanted.id, line, row["quantity"], when + 2 * HOUR)
    return True


def _arrives(history: str, return_id: UUID, line: OrderLine, pieces: int, moment: datetime) -> None:
    warehouse = memory.counterpart(history, "warehouse", "one")
    keeper, inspector = cast.staff(history, "keeper"), cast.staff(history, "inspector")
    receive_return(return_id=return_id, warehouse_id=warehouse, by=keeper, at=moment)
    found = (Found(line_id=line.id, disposition=Disposition.RESTOCK, pieces=pieces),)
    finish_return(return_id=return_id, found=found, by=inspector, at=moment)
    till.send_back(history, line.order_id, moment)
