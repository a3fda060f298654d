"""A caller takes a place in the queue for what is sold out on air: kept with the call it came from."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.models import WaitingPlace
from zhanggui.domain.broadcast.operations.join_waiting_list import WaitingWish, join_waiting_list
from zhanggui.domain.care.operations.keep_fruit import Fruit, keep_fruit
from zhanggui.domain.care.states import CallResult
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def wait_by_phone(*, wish: WaitingWish, call_id: UUID | None, by: Actor, at: datetime) -> WaitingPlace:
    """Join the waiting list for the caller. Both happen, or neither."""
    place = join_waiting_list(wish=wish, by=by.acting_for(wish.customer_id), at=at)
    if call_id is not None:
        fruit = Fruit(
            result=CallResult.WAITING_LIST,
            subject=Subject("broadcast.waitingplace", place.id),
            number=str(place.number),
        )
        keep_fruit(call_id=call_id, fruit=fruit, by=by, at=at)
    return place
