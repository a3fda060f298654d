"""Resolving: what it was, and what was put right."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.cases.facts import CaseResolved
from zhanggui.mechanisms.cases.handling import TEXT_MAX, held_by_handler, thread_of, wind, write_event
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.policy import CasePolicy
from zhanggui.mechanisms.cases.refusals import (
    FindingMissing,
    NoSuchCause,
    RectificationMissing,
    ReplyMissing,
)
from zhanggui.mechanisms.cases.states import CASE, Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """What was found, under which cause it is filed, and what was put right."""

    finding: str
    cause: str = ""
    rectification: str = ""


@transaction.atomic
def resolve(*, case_id: UUID, solution: Solution, by: Actor, at: datetime) -> Case:
    """Say how the matter ended. It stops the last clock; what the policy demands for closing must be there.

    Raises ``NoSuchCause``, ``FindingMissing``, ``RectificationMissing`` and ``ReplyMissing``.
    """
    case, policy = held_by_handler(case_id, by=by, verb="resolve")
    _refuse_unfinished(case, policy, solution)

    case.state = CASE.after(case.state, "resolve")
    case.resolved_at = at
    case.cause = solution.cause
    case.finding = solution.finding.strip()[:TEXT_MAX]
    case.rectification = solution.rectification.strip()[:TEXT_MAX]
    wind(case, policy, by=by, at=at)
    case.save()
    write_event(case, "resolve", by=by, at=at, text=case.finding, audience=Audience.PARTY)
    if policy.resolved is not None:
        policy.resolved(case.subject_id, by, at)

    fact = CaseResolved(
        number=case.number, cause=case.cause, finding=case.finding, rectification=case.rectification
    )
    trail.record(fact, on=case, by=by, at=at, thread=thread_of(case))
    return case


def _refuse_unfinished(case: Case, policy: CasePolicy, solution: Solution) -> None:
    if policy.causes is not None and solution.cause not in policy.causes:
        raise NoSuchCause(causes=", ".join(policy.causes))
    if policy.closing.finding and not solution.finding.strip():
        raise FindingMissing
    if policy.closing.rectification and not solution.rectification.strip():
        raise RectificationMissing
    if policy.closing.reply and case.answered_at is None:
        raise ReplyMissing
