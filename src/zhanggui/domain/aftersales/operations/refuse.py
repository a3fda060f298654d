"""Refusing a return: only for a reason the law knows, and with words the customer can understand."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales import rules
from zhanggui.domain.aftersales.capabilities import DECIDE
from zhanggui.domain.aftersales.facts import ReturnRefused
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.proving import refuse_unproved
from zhanggui.domain.aftersales.reading import held_return, is_lawful
from zhanggui.domain.aftersales.refusals import OpenedIsNoReason, ReasonMissing, RefusalNotLawful
from zhanggui.domain.aftersales.states import RETURN, RefusalReason
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def refuse(*, return_id: UUID, refusal: RefusalReason, note: str, by: Actor, at: datetime) -> Return:
    """Refuse a requested return.

    Raises ``RefusalNotLawful`` where the reason does not hold for every line, ``ReasonMissing`` without
    words, ``OpenedIsNoReason`` when they only say that the goods were unpacked, and ``ProofMissing`` where
    the house has to show that nothing was wrong (CP-08).
    """
    by.require(DECIDE)
    goods_return = held_return(return_id, by=by)
    after = RETURN.after(goods_return.state, "refuse")
    _refuse_unlawful(goods_return, refusal)
    if not note.strip():
        raise ReasonMissing
    if rules.only_says_opened(note):
        raise OpenedIsNoReason
    if refusal == RefusalReason.NO_DEFECT:
        refuse_unproved(goods_return)

    goods_return.state = after
    goods_return.decided_by_id, goods_return.decided_at = by.account_id, at
    goods_return.refusal, goods_return.decision_note = refusal, note.strip()[:400]
    goods_return.save()

    order = trail.Subject("sales.order", goods_return.order_id)
    fact = ReturnRefused(number=goods_return.number, refusal=refusal)
    trail.record(fact, on=goods_return, by=by, at=at, reason=note, thread=order)
    return goods_return


def _refuse_unlawful(goods_return: Return, refusal: RefusalReason) -> None:
    if not is_lawful(goods_return, refusal):
        raise RefusalNotLawful(reason=refusal.value)
