"""Goods come back to a warehouse: they are ours to look at, and the refund becomes due."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales import accounts
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.operations.receive import receive
from zhanggui.domain.inventory.reach import standing_warehouse
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def receive_return(*, return_id: UUID, warehouse_id: UUID, by: Actor, at: datetime) -> Return:
    """Receive the goods of an approved return. They lie apart until somebody has looked at them."""
    warehouse = standing_warehouse(warehouse_id)
    goods_return = receive(return_id=return_id, warehouse_id=warehouse.id, by=by, at=at)

    lines = goods_return.lines.select_related("line").order_by("line__sku_id", "id")
    entry = Entry(
        kind="aftersales.received",
        key=f"return:{goods_return.id}:received",
        at=at,
        subject=Subject.of(goods_return),
        transfers=[
            accounts.comes_in(
                warehouse_id=warehouse.id, sku_id=returned.line.sku_id, pieces=returned.quantity
            )
            for returned in lines
        ],
    )
    ledger.post(entry, by=by)
    return goods_return
