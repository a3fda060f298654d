"""What the customer or partner writes to their case."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.cases.facts import CaseWorked
from zhanggui.mechanisms.cases.handling import held_by_party, said, thread_of, write_event
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.states import Audience


@transaction.atomic
def hear(*, case_id: UUID, text: str, by: Actor, at: datetime) -> Case:
    """Add a message of the party (written by themselves, or taken down by a handler on the phone)."""
    case, _ = held_by_party(case_id, by=by, verb="hear")
    write_event(case, "hear", by=by, at=at, text=said(text), audience=Audience.PARTY)

    fact = CaseWorked(number=case.number, verb="hear", state=case.state)
    trail.record(fact, on=case, by=by, at=at, thread=thread_of(case))
    return case
