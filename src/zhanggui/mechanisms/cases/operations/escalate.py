"""Showing a case to the next post in the chain, before a clock does."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.cases.facts import CaseEscalated
from zhanggui.mechanisms.cases.handling import held_by_handler, said, thread_of, write_event
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.refusals import TopOfChain
from zhanggui.mechanisms.cases.states import Audience


@transaction.atomic
def escalate(*, case_id: UUID, reason: str, by: Actor, at: datetime) -> Case:
    """Climb one rung of the escalation chain. Raises ``TopOfChain``."""
    case, policy = held_by_handler(case_id, by=by, verb="escalate")
    words = said(reason)
    if case.level >= len(policy.escalation):
        raise TopOfChain

    case.level += 1
    case.save(update_fields=["level"])
    role = policy.role_at(case.level) or ""
    write_event(case, "escalate", by=by, at=at, text=words, audience=Audience.STAFF)

    fact = CaseEscalated(number=case.number, role=role, level=case.level)
    trail.record(fact, on=case, by=by, at=at, reason=words, thread=thread_of(case))
    return case
