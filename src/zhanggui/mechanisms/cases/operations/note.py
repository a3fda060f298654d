"""A note among staff."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.cases.facts import CaseWorked
from zhanggui.mechanisms.cases.handling import held_by_handler, said, thread_of, write_event
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.states import Audience


@transaction.atomic
def note(*, case_id: UUID, text: str, by: Actor, at: datetime) -> Case:
    """Write something that only staff read. No clock stops."""
    case, _ = held_by_handler(case_id, by=by, verb="note")
    write_event(case, "note", by=by, at=at, text=said(text), audience=Audience.STAFF)

    fact = CaseWorked(number=case.number, verb="note", state=case.state)
    trail.record(fact, on=case, by=by, at=at, thread=thread_of(case))
    return case
