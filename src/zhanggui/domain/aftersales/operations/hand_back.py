"""What was mended goes back to its owner."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import REPAIR
from zhanggui.domain.aftersales.facts import HandedBack
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.operations.note_sent import Parcel
from zhanggui.domain.aftersales.reading import held_repair, held_return
from zhanggui.domain.aftersales.refusals import NotMended
from zhanggui.domain.aftersales.states import RETURN, Outcome
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms import trail


@transaction.atomic
def hand_back(*, return_id: UUID, parcel: Parcel, by: Actor, at: datetime) -> Return:
    """Send what was mended back, and close the case. Raises ``NotMended`` for what is beyond repair."""
    by.require(REPAIR)
    goods_return = held_return(return_id, by=by)
    after = RETURN.after(goods_return.state, "hand_back")
    repair = held_repair(goods_return)
    if repair.outcome == Outcome.BEYOND_REPAIR:
        raise NotMended(number=goods_return.number)
    if not parcel.carrier.strip() or not parcel.tracking.strip():
        raise Malformed(field="parcel", problem=parcel.tracking[:40])

    repair.carrier, repair.tracking = parcel.carrier.strip()[:60], parcel.tracking.strip()[:60]
    repair.handed_back_at = at
    repair.save()
    goods_return.state, goods_return.finished_at = after, at
    goods_return.save(update_fields=["state", "finished_at"])

    assert goods_return.received_at is not None
    fact = HandedBack(number=goods_return.number, days=(at - goods_return.received_at).days)
    thread = trail.Subject("sales.order", goods_return.order_id)
    trail.record(fact, on=goods_return, by=by, at=at, thread=thread)
    return goods_return
