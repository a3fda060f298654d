"""Changing the severity: a graver case keeps the moment it was opened."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.cases.facts import CaseRegraded
from zhanggui.mechanisms.cases.handling import held_by_handler, said, thread_of, wind, write_event
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.policy import Clocks
from zhanggui.mechanisms.cases.refusals import NoSuchSeverity
from zhanggui.mechanisms.cases.states import Audience, Clock


@transaction.atomic
def regrade(*, case_id: UUID, severity: str, reason: str, by: Actor, at: datetime) -> Case:
    """Give the case another severity. Clocks still running are set anew from when they started.

    A clock that has stopped, or run out, stays as it was: no later change makes a breach undone.
    """
    case, policy = held_by_handler(case_id, by=by, verb="regrade")
    words = said(reason)
    if severity not in policy.severities:
        raise NoSuchSeverity(severity=severity[:40])

    was, case.severity = case.severity, severity
    _set_clocks(case, policy.severities[severity], at)
    wind(case, policy, by=by, at=at)
    case.save()
    write_event(case, "regrade", by=by, at=at, text=words, audience=Audience.STAFF)

    fact = CaseRegraded(number=case.number, was=was, severity=severity, due=case.due_by_clock)
    trail.record(fact, on=case, by=by, at=at, reason=words, thread=thread_of(case))
    return case


def _set_clocks(case: Case, clocks: Clocks, at: datetime) -> None:
    fixed = {running.clock for running in case.clocks() if running.stopped_at or running.late(at)}
    if case.round == 1:
        if Clock.RESPOND not in fixed and case.responded_at is None:
            case.respond_by = clocks.due(Clock.RESPOND, case.opened_at)
        if Clock.ANSWER not in fixed and case.answered_at is None:
            case.answer_by = clocks.due(Clock.ANSWER, case.opened_at)
    if Clock.RESOLVE not in fixed:
        case.resolve_by = clocks.due(Clock.RESOLVE, case.round_started_at)
