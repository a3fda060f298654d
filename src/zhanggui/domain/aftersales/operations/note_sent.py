"""The goods are on their way back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import REQUEST
from zhanggui.domain.aftersales.facts import ReturnSent
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.reading import held_return
from zhanggui.domain.aftersales.states import RETURN, WayBack
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """How the goods travel: sent by the customer or fetched by a courier, with the tracking number."""

    way_back: WayBack = WayBack.SHIPPED
    carrier: str
    tracking: str


@transaction.atomic
def note_sent(*, return_id: UUID, parcel: Parcel, by: Actor, at: datetime) -> Return:
    """Note the parcel of an approved return. Raises ``Malformed`` without carrier or number."""
    by.require(REQUEST)
    goods_return = held_return(return_id, by=by)
    after = RETURN.after(goods_return.state, "send")
    for field, text in (("carrier", parcel.carrier), ("tracking", parcel.tracking)):
        if not text.strip() or len(text) > 60:
            raise Malformed(field=field, problem=text[:40])

    goods_return.state = after
    goods_return.way_back = parcel.way_back
    goods_return.carrier, goods_return.tracking = parcel.carrier.strip(), parcel.tracking.strip()
    goods_return.sent_at = at
    goods_return.save()

    order = trail.Subject("sales.order", goods_return.order_id)
    fact = ReturnSent(
        number=goods_return.number, carrier=goods_return.carrier, tracking=goods_return.tracking
    )
    trail.record(fact, on=goods_return, by=by, at=at, thread=order)
    return goods_return
