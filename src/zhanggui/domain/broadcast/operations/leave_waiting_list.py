"""Leaving the waiting list: what was held goes to the next."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast import waiting
from zhanggui.domain.broadcast.capabilities import WAIT, WAIT_FOR_OTHERS
from zhanggui.domain.broadcast.facts import WaitingLeft
from zhanggui.domain.broadcast.models import WaitingPlace
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def leave_waiting_list(*, place_id: UUID, by: Actor, at: datetime) -> WaitingPlace:
    """Wait no longer. Raises ``NotFound`` for somebody else's place, ``WrongState``."""
    by.require(WAIT)
    place = WaitingPlace.objects.locked().select_related("slot_goods").filter(pk=place_id).first()
    if place is None or (place.customer_id != by.account_id and not by.may(WAIT_FOR_OTHERS)):
        raise NotFound
    waiting.end(place, "leave", at=at)

    fact = WaitingLeft(item_number=place.slot_goods.item_number)
    trail.record(fact, on=place, by=by, at=at, thread=place.slot_goods)
    return place
