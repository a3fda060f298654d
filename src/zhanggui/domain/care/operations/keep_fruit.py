"""Keeping what came of a call with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.calling import own_call
from zhanggui.domain.care.capabilities import TAKE_CALLS
from zhanggui.domain.care.facts import CallBore
from zhanggui.domain.care.models import CallFruit
from zhanggui.domain.care.states import CallResult
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.trail import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Fruit:
    """An order, a complaint, a question or a call-back, with its number."""

    result: CallResult
    subject: Subject
    number: str = ""


@transaction.atomic
def keep_fruit(*, call_id: UUID, fruit: Fruit, by: Actor, at: datetime) -> CallFruit:
    """Tie it to the agent's call: orders per hour are counted from it, and the recording proves the consent.

    Kept twice, it is kept once. Raises ``NotFound`` and ``NotYourCall``.
    """
    by.require(TAKE_CALLS)
    call = own_call(call_id, by=by)
    known = CallFruit.objects.filter(subject_id=fruit.subject.id).first()
    if known is not None:
        return known
    kept = CallFruit.objects.create(
        call=call,
        result=fruit.result,
        subject_id=fruit.subject.id,
        number=fruit.number[:40],
        by_id=by.account_id,
        at=at,
    )
    told = CallBore(result=fruit.result, number=kept.number)
    trail.record(told, on=call, thread=fruit.subject, by=by, at=at)
    return kept
