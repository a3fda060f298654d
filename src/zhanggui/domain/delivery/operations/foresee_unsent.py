"""Telling customers in advance that an order will leave too late (B-7.1.3)."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.delivery.capabilities import FORESEE
from zhanggui.domain.delivery.facts import LateLeavingForeseen
from zhanggui.domain.delivery.models import DelayTold
from zhanggui.domain.delivery.notice_kinds import LEAVES_LATE
from zhanggui.domain.delivery.unsent import Unsent, untold
from zhanggui.domain.messaging.operations.send import Notice, send
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def foresee_unsent(*, by: Actor, at: datetime, limit: int = 500) -> list[DelayTold]:
    """Every order that has not left and will miss its promise: its customer is told of it once.

    By how much each warehouse sends a day and how much it has to send before, by the cut-off of today, and by
    how long the way takes; an order without goods, by when they are announced.
    """
    by.require(FORESEE)
    made: dict[str, DelayTold] = {}
    for one in untold(at):
        if one.late and one.number not in made:
            made[one.number] = _tell(one, by=by, at=at)
        if len(made) == limit:
            break
    return list(made.values())


def _tell(one: Unsent, *, by: Actor, at: datetime) -> DelayTold:
    told = DelayTold.objects.create(
        order_id=one.order_id, promised_on=one.promised_on, expected_on=one.expected_on, told_at=at
    )
    order = trail.Subject("sales.order", one.order_id)
    fact = LateLeavingForeseen(
        number=one.number, promised_on=str(one.promised_on), expected_on=str(one.expected_on)
    )
    trail.record(fact, on=order, by=by, at=at)
    if one.customer_id is not None:
        notice = Notice(
            kind=LEAVES_LATE,
            account_id=one.customer_id,
            key=f"leaves-late:{one.order_id}",
            values={
                "order": one.number,
                "promised": f"{one.promised_on:%Y-%m-%d}",
                "expected": f"{one.expected_on:%Y-%m-%d}",
            },
            about=order,
        )
        send(notice=notice, by=by, at=at)
    return told
