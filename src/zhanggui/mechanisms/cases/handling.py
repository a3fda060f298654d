"""What the verbs of a case share: holding it, writing it down, and raising the marks of its clocks."""

from datetime import datetime
from uuid import UUID

from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.cases.facts import ClockBreached, ClockWarning
from zhanggui.mechanisms.cases.models import Case, CaseEvent, ClockMark
from zhanggui.mechanisms.cases.policy import CasePolicy, policy_of
from zhanggui.mechanisms.cases.refusals import NothingSaid
from zhanggui.mechanisms.cases.rules import BREACH, Mark, marks_due, next_mark
from zhanggui.mechanisms.cases.states import CASE, Audience, Clock
from zhanggui.mechanisms.trail import Subject

TEXT_MAX = 10_000


def held(case_id: UUID) -> tuple[Case, CasePolicy]:
    """The case, held until the transaction ends, and its policy. Raises ``NotFound``."""
    case = Case.objects.locked().filter(pk=case_id).first()
    if case is None:
        raise NotFound
    return case, policy_of(case.kind)


def held_by_handler(case_id: UUID, *, by: Actor, verb: str) -> tuple[Case, CasePolicy]:
    """The same, for somebody who handles such cases, if its state allows the verb."""
    case, policy = held(case_id)
    by.require(policy.handling)
    CASE.after(case.state, verb)
    return case, policy


def held_by_party(case_id: UUID, *, by: Actor, verb: str) -> tuple[Case, CasePolicy]:
    """The same, for the customer or partner concerned, or a handler on their behalf."""
    case, policy = held(case_id)
    if not by.may(policy.handling) and by.account_id != case.party_id:
        raise NotFound
    CASE.after(case.state, verb)
    return case, policy


def said(text: str) -> str:
    """The text without white space around it. Raises ``NothingSaid`` when nothing is left."""
    if not (words := text.strip()):
        raise NothingSaid
    return words[:TEXT_MAX]


def write_event(case: Case, verb: str, *, by: Actor, at: datetime, text: str, audience: Audience) -> None:
    """Add what was said or done to the case."""
    CaseEvent(
        case=case, at=at, account_id=by.account_id, name=by.name[:60], verb=verb, audience=audience, text=text
    ).save(force_insert=True)


def thread_of(case: Case) -> Subject:
    """The larger story in whose timeline the case shows."""
    return Subject(type=case.thread_type, id=case.thread_id)


def wind(case: Case, policy: CasePolicy, *, by: Actor, at: datetime) -> None:
    """Raise every mark its clocks have passed, each once, and set when to look again. Saves nothing else."""
    done = {
        (Clock(clock), percent)
        for clock, percent in case.marks.filter(round=case.round).values_list("clock", "percent")
    }
    for mark in marks_due(case.clocks(), policy.percents, done, at):
        _raise(case, policy, mark, by=by, at=at)
        done.add((mark.clock, mark.percent))
    case.next_mark_at = next_mark(case.clocks(), policy.percents, done)


def _raise(case: Case, policy: CasePolicy, mark: Mark, *, by: Actor, at: datetime) -> None:
    ClockMark(
        case=case,
        round=case.round,
        clock=mark.clock,
        percent=mark.percent,
        due_at=mark.due_at,
        noticed_at=at,
    ).save(force_insert=True)
    case.level = max(case.level, policy.level_at(mark.percent))
    role = policy.role_at(case.level) or ""
    due = mark.due_at.isoformat()
    fact: ClockBreached | ClockWarning
    if mark.percent >= BREACH:
        fact = ClockBreached(number=case.number, clock=mark.clock, due_at=due, role=role)
    else:
        fact = ClockWarning(number=case.number, clock=mark.clock, percent=mark.percent, due_at=due, role=role)
    trail.record(fact, on=case, by=by, at=at, thread=thread_of(case))
