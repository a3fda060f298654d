"""A caller complains: the case is opened with the call it came from, and the call with the case."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.models import Complaint
from zhanggui.domain.care.operations.keep_fruit import Fruit, keep_fruit
from zhanggui.domain.care.operations.open_complaint import ComplaintWish, open_complaint
from zhanggui.domain.care.states import CallResult
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def complain_by_phone(*, wish: ComplaintWish, call_id: UUID | None, by: Actor, at: datetime) -> Complaint:
    """Open the complaint; its clocks run from this second. Both happen, or neither."""
    opened = open_complaint(wish=wish, by=by, at=at)
    if call_id is not None:
        fruit = Fruit(
            result=CallResult.COMPLAINT,
            subject=Subject("care.complaint", opened.id),
            number=opened.case.number,
        )
        keep_fruit(call_id=call_id, fruit=fruit, by=by, at=at)
    return opened
