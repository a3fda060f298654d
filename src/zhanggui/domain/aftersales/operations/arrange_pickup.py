"""A courier comes for the goods, at a time the customer chose."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import REQUEST
from zhanggui.domain.aftersales.facts import PickupArranged
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.reading import held_return
from zhanggui.domain.aftersales.refusals import NoSuchTime
from zhanggui.domain.aftersales.states import ReturnState, WayBack
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True)
class Span:
    """Between these two moments."""

    since: datetime
    until: datetime


@transaction.atomic
def arrange_pickup(*, return_id: UUID, span: Span, by: Actor, at: datetime) -> Return:
    """Have the goods of an approved case fetched from where they were delivered. May be chosen anew.

    Raises ``NoSuchTime`` for a time that is over, is not a time, or is too far ahead.
    """
    by.require(REQUEST)
    goods_return = held_return(return_id, by=by)
    if goods_return.state != ReturnState.APPROVED:
        raise WrongState(state=goods_return.state, verb="arrange_pickup")
    days = norm("return.pickup_days", on=at)
    if not at < span.since < span.until <= at + timedelta(days=days + 1):
        raise NoSuchTime(days=days)

    goods_return.way_back = WayBack.PICKED_UP
    goods_return.pickup_from, goods_return.pickup_until = span.since, span.until
    goods_return.save()

    fact = PickupArranged(number=goods_return.number, since=span.since.isoformat())
    thread = trail.Subject("sales.order", goods_return.order_id)
    trail.record(fact, on=goods_return, by=by, at=at, thread=thread)
    return goods_return
