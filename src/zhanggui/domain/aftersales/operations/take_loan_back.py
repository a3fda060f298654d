"""What was lent for the time of a repair is back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import REPAIR
from zhanggui.domain.aftersales.facts import LoanBack
from zhanggui.domain.aftersales.models import Repair
from zhanggui.domain.aftersales.reading import held_repair, held_return
from zhanggui.domain.aftersales.refusals import NothingLent
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def take_loan_back(*, return_id: UUID, by: Actor, at: datetime) -> Repair:
    """Note that what was lent has come back, once. Raises ``NothingLent``."""
    by.require(REPAIR)
    goods_return = held_return(return_id, by=by)
    repair = held_repair(goods_return)
    if repair.lent_at is None or repair.loan_back_at is not None:
        raise NothingLent(number=goods_return.number)
    repair.loan_back_at = at
    repair.save()

    fact = LoanBack(number=goods_return.number)
    thread = trail.Subject("sales.order", goods_return.order_id)
    trail.record(fact, on=goods_return, by=by, at=at, thread=thread)
    return repair
