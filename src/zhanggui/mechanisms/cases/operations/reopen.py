"""Reopening: the party is not satisfied, or the matter came back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.cases.facts import CaseReopened
from zhanggui.mechanisms.cases.handling import held_by_party, said, thread_of, wind, write_event
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.policy import CasePolicy
from zhanggui.mechanisms.cases.refusals import TooLateToReopen
from zhanggui.mechanisms.cases.states import CASE, Audience, Clock


@transaction.atomic
def reopen(*, case_id: UUID, reason: str, by: Actor, at: datetime) -> Case:
    """Open the case again, as its next round, with a new clock for the solution; the old marks stay.

    Raises ``TooLateToReopen`` after the time the policy allows.
    """
    case, policy = held_by_party(case_id, by=by, verb="reopen")
    words = said(reason)
    _refuse_late(case, policy, at)

    case.state = CASE.after(case.state, "reopen")
    case.round, case.round_started_at = case.round + 1, at
    case.resolve_by = policy.severities[case.severity].due(Clock.RESOLVE, at)
    case.resolved_at = case.closed_at = None
    wind(case, policy, by=by, at=at)
    case.save()
    write_event(case, "reopen", by=by, at=at, text=words, audience=Audience.PARTY)
    if policy.reopened is not None:
        policy.reopened(case.subject_id, by, at)

    fact = CaseReopened(number=case.number, round=case.round)
    trail.record(fact, on=case, by=by, at=at, reason=words, thread=thread_of(case))
    return case


def _refuse_late(case: Case, policy: CasePolicy, at: datetime) -> None:
    ended = case.closed_at or case.resolved_at
    if ended is not None and at > ended + policy.reopen_within:
        raise TooLateToReopen(days=policy.reopen_within.days)
