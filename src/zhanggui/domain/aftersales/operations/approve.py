"""Approving a return: the customer learns where to send the goods, and who pays for it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import DECIDE
from zhanggui.domain.aftersales.facts import ReturnApproved
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.reading import held_return
from zhanggui.domain.aftersales.states import RETURN
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def approve(*, return_id: UUID, note: str = "", by: Actor, at: datetime) -> Return:
    """Agree to a return; a refused one may be reconsidered."""
    by.require(DECIDE)
    goods_return = held_return(return_id, by=by)
    goods_return.state = RETURN.after(goods_return.state, "approve")

    first = goods_return.lines.select_related("line__version").first()
    goods_return.return_address = first.line.version.return_address if first else ""
    goods_return.decided_by_id, goods_return.decided_at = by.account_id, at
    goods_return.refusal, goods_return.decision_note = "", note.strip()[:400]
    goods_return.save()

    order = trail.Subject("sales.order", goods_return.order_id)
    fact = ReturnApproved(number=goods_return.number)
    trail.record(fact, on=goods_return, by=by, at=at, reason=note, thread=order)
    return goods_return
