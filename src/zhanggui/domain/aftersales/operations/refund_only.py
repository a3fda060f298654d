"""The end of a case in which no goods come back: only money does."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import DECIDE
from zhanggui.domain.aftersales.facts import RefundedOnly
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.reading import held_return, worth_of
from zhanggui.domain.aftersales.refusals import NotWorthThat, OtherRemedy
from zhanggui.domain.aftersales.states import RETURN, Remedy
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import trail


@transaction.atomic
def refund_only(*, return_id: UUID, amount_fen: Fen, by: Actor, at: datetime) -> Return:
    """Close an approved case with so much money and no goods.

    Raises ``NotWorthThat`` beyond what was paid for its pieces, and ``OtherRemedy``.
    """
    by.require(DECIDE)
    goods_return = held_return(return_id, by=by)
    if goods_return.remedy != Remedy.REFUND_ONLY:
        raise OtherRemedy(number=goods_return.number)
    after = RETURN.after(goods_return.state, "refund")
    most = worth_of(goods_return)
    if not 0 <= amount_fen <= most:
        raise NotWorthThat(most_fen=most)

    goods_return.state = after
    goods_return.refund_fen, goods_return.finished_at = amount_fen, at
    goods_return.save()

    fact = RefundedOnly(number=goods_return.number, refund_fen=amount_fen)
    thread = trail.Subject("sales.order", goods_return.order_id)
    trail.record(fact, on=goods_return, by=by, at=at, thread=thread)
    return goods_return
