"""Giving something back: the customer asks, and a plain right needs nobody's decision."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.operations.approve import approve
from zhanggui.domain.aftersales.operations.request import ReturnWish, request
from zhanggui.domain.aftersales.queries import plain_right
from zhanggui.domain.aftersales.states import ReturnState
from zhanggui.identity.actor import SYSTEM, Actor


@transaction.atomic
def request_return(*, wish: ReturnWish, by: Actor, at: datetime) -> Return:
    """Take a return down. Where the law leaves nothing to decide, it is approved at once.

    Raises what ``aftersales.operations.request`` raises.
    """
    goods_return = request(wish=wish, by=by, at=at)
    if goods_return.state == ReturnState.REQUESTED and plain_right(goods_return):
        return approve(return_id=goods_return.id, by=SYSTEM, at=at)
    return goods_return
