"""The clear answer that was asked for."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.cases.facts import CaseWorked
from zhanggui.mechanisms.cases.handling import held_by_handler, said, thread_of, wind, write_event
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.refusals import AnsweredByProgram
from zhanggui.mechanisms.cases.states import CASE, Audience


@transaction.atomic
def answer(*, case_id: UUID, text: str, by: Actor, at: datetime) -> Case:
    """Give the party a clear answer. It stops the answer clock, and the response clock if that still runs."""
    case, policy = held_by_handler(case_id, by=by, verb="answer")
    words = said(text)
    if by.person_id is None:
        raise AnsweredByProgram

    case.state = CASE.after(case.state, "answer")
    case.responded_at = case.responded_at or at
    case.answered_at = case.answered_at or at
    if case.owner_id is None:
        case.owner_id, case.owned_since = by.account_id, at
    wind(case, policy, by=by, at=at)
    case.save()
    write_event(case, "answer", by=by, at=at, text=words, audience=Audience.PARTY)

    fact = CaseWorked(number=case.number, verb="answer", state=case.state)
    trail.record(fact, on=case, by=by, at=at, thread=thread_of(case))
    return case
