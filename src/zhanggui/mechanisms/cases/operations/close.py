"""Closing: the file is complete, and stays as it is."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.cases.facts import CaseClosed
from zhanggui.mechanisms.cases.handling import held_by_handler, thread_of, wind, write_event
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.states import CASE, Audience


@transaction.atomic
def close(*, case_id: UUID, by: Actor, at: datetime) -> Case:
    """Close a resolved case. Only reopening changes it again."""
    case, policy = held_by_handler(case_id, by=by, verb="close")

    case.state = CASE.after(case.state, "close")
    case.closed_at = at
    wind(case, policy, by=by, at=at)
    case.save()
    write_event(case, "close", by=by, at=at, text="", audience=Audience.PARTY)
    if policy.closed is not None:
        policy.closed(case.subject_id, by, at)

    trail.record(CaseClosed(number=case.number), on=case, by=by, at=at, thread=thread_of(case))
    return case
