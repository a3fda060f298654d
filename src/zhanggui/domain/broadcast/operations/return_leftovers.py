"""Sweeping up what came back to the quotas of slots that are over: reservations nobody paid."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import SWEEP_QUOTAS
from zhanggui.domain.broadcast.facts import LeftoverReturned
from zhanggui.domain.broadcast.holding import give_back_all
from zhanggui.domain.broadcast.models import SlotGoods
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def return_leftovers(*, by: Actor, at: datetime) -> int:
    """Give back whatever lies on quotas nobody can buy from any more. Returns how many pieces.

    A job does this; an article is done with when nothing of its quota is reserved.
    """
    by.require(SWEEP_QUOTAS)
    swept = 0
    open_ones = SlotGoods.objects.locked().filter(number_released_at__isnull=False, leftover_returned_at=None)
    for one in open_ones:
        returned = give_back_all([one], "slot:swept", by=by, at=at)
        if returned or one.leftover_returned_at is not None:
            fact = LeftoverReturned(item_number=one.item_number, returned=returned)
            trail.record(fact, on=one, by=by, at=at)
        swept += returned
    return swept
