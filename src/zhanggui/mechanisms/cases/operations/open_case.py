"""Opening a case: from this second its clocks run."""

from datetime import datetime

from django.db import connection, transaction

from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.cases.facts import CaseOpened
from zhanggui.mechanisms.cases.handling import TEXT_MAX, thread_of, write_event
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.policy import CasePolicy, Opening
from zhanggui.mechanisms.cases.refusals import NoSuchSeverity
from zhanggui.mechanisms.cases.rules import next_mark
from zhanggui.mechanisms.cases.states import CASE, Audience, Clock


@transaction.atomic
def open_case(policy: CasePolicy, opening: Opening, *, by: Actor, at: datetime) -> Case:
    """Open a case received at ``at``; its deadlines are fixed now and for good.

    The domain operation that calls this has asked the permission. Raises ``NoSuchSeverity``.
    """
    if opening.severity not in policy.severities:
        raise NoSuchSeverity(severity=opening.severity[:40])

    case = _new_case(policy, opening, by=by, at=at)
    case.next_mark_at = next_mark(case.clocks(), policy.percents, set())
    case.save(force_insert=True)
    text = opening.text.strip()[:TEXT_MAX]
    write_event(case, "open", by=by, at=at, text=text, audience=Audience.PARTY)

    fact = CaseOpened(
        number=case.number,
        kind=case.kind,
        title=case.title,
        severity=case.severity,
        due=case.due_by_clock,
    )
    trail.record(fact, on=case, by=by, at=at, thread=thread_of(case))
    return case


def _new_case(policy: CasePolicy, opening: Opening, *, by: Actor, at: datetime) -> Case:
    clocks = policy.severities[opening.severity]
    thread = opening.thread or opening.subject
    return Case(
        number=_number(policy.prefix, at),
        kind=policy.kind,
        title=opening.title[:200],
        subject_type=opening.subject.type,
        subject_id=opening.subject.id,
        thread_type=thread.type,
        thread_id=thread.id,
        severity=opening.severity,
        party_id=opening.party_id,
        opened_by_id=by.account_id,
        opened_at=at,
        owner_id=opening.owner_id,
        owned_since=at if opening.owner_id else None,
        state=CASE.initial,
        round_started_at=at,
        respond_by=clocks.due(Clock.RESPOND, at),
        answer_by=clocks.due(Clock.ANSWER, at),
        resolve_by=clocks.due(Clock.RESOLVE, at),
    )


def _number(prefix: str, at: datetime) -> str:
    """Prefix, day of Shanghai, and a running number that many writers may draw from at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_number')")
        running = cursor.fetchone()[0]
    return f"{prefix}{at.astimezone(SHANGHAI):%y%m%d}-{running:06d}"
