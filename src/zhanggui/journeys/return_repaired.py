"""What was mended leaves the house: the record is closed, and the books say that its owner has it again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales import accounts
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.operations.hand_back import hand_back
from zhanggui.domain.aftersales.operations.note_sent import Parcel
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def return_repaired(*, return_id: UUID, parcel: Parcel, by: Actor, at: datetime) -> Return:
    """Send mended goods back to their owner. Raises what ``aftersales.operations.hand_back`` raises."""
    goods_return = hand_back(return_id=return_id, parcel=parcel, by=by, at=at)
    assert goods_return.warehouse_id is not None
    transfers = [
        accounts.goes_home(
            warehouse_id=goods_return.warehouse_id, sku_id=one.line.sku_id, pieces=one.quantity
        )
        for one in goods_return.lines.select_related("line").order_by("line__sku_id")
    ]
    entry = Entry(
        kind="aftersales.handed_back",
        key=f"return:{goods_return.id}:handed_back",
        at=at,
        subject=Subject.of(goods_return),
        transfers=transfers,
    )
    ledger.post(entry, by=by)
    return goods_return
