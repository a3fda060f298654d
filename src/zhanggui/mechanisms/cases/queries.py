"""What runs out next, what has run out, and what a customer may read of their case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.cases.models import Case, CaseEvent, ClockMark
from zhanggui.mechanisms.cases.policy import policies, policy_of
from zhanggui.mechanisms.cases.rules import BREACH
from zhanggui.mechanisms.cases.states import Audience, Clock


def desk(by: Actor) -> QuerySet[Case]:
    """The living cases of every kind this actor handles, the most urgent first."""
    kinds = [policy.kind for policy in policies() if by.may(policy.handling)]
    return Case.objects.alive().filter(kind__in=kinds).most_urgent_first().select_related("owner", "party")


def owned_by(by: Actor) -> QuerySet[Case]:
    """The living cases this account owns, the most urgent first."""
    return Case.objects.alive().filter(owner_id=by.account_id).most_urgent_first()


def escalated_to(by: Actor) -> QuerySet[Case]:
    """The living cases that the chain has shown to one of this actor's posts."""
    shown = Q(pk__in=[])
    for policy in policies():
        levels = [n for n, rung in enumerate(policy.escalation, start=1) if rung.role in by.roles]
        if levels:
            shown |= Q(kind=policy.kind, level__gte=min(levels))
    return Case.objects.alive().filter(shown).most_urgent_first()


def case_of(subject_id: UUID) -> Case | None:
    """The case whose subject this is."""
    return Case.objects.filter(subject_id=subject_id).first()


def cases_of_thread(thread_id: UUID) -> QuerySet[Case]:
    """Every case in the larger story (an order, a supplier), the latest first."""
    return Case.objects.filter(thread_id=thread_id).order_by("-opened_at", "-id")


def cases_of_party(by: Actor) -> QuerySet[Case]:
    """The cases of the customer or partner who asks, the latest first."""
    return Case.objects.filter(party_id=by.account_id).order_by("-opened_at", "-id")


def readable(case_id: UUID, by: Actor) -> Case:
    """The case, for its handlers and its party. Raises ``NotFound`` for everybody else."""
    case = Case.objects.select_related("owner", "party").filter(pk=case_id).first()
    if case is None or not (by.may(policy_of(case.kind).handling) or case.party_id == by.account_id):
        raise NotFound
    return case


def events_for(case: Case, by: Actor) -> QuerySet[CaseEvent]:
    """What this reader may see of what was said and done, in order."""
    events = case.events.all()
    return events if by.may(policy_of(case.kind).handling) else events.filter(audience=Audience.PARTY)


def breaches(*, kind: str = "") -> QuerySet[ClockMark]:
    """Every breach ever noticed, the latest first."""
    marks = ClockMark.objects.filter(percent=BREACH).select_related("case").order_by("-due_at", "-id")
    return marks.filter(case__kind=kind) if kind else marks


@dataclass(frozen=True, slots=True)
class Punctuality:
    """How one clock was kept over a period: cases that had it, kept, late, and still running in time."""

    clock: Clock
    cases: int
    kept: int
    late: int
    running: int

    @property
    def share_kept(self) -> float | None:
        """Kept among those decided either way; ``None`` where there are none."""
        decided = self.kept + self.late
        return self.kept / decided if decided else None


COLUMNS = {
    Clock.RESPOND: ("respond_by", "responded_at"),
    Clock.ANSWER: ("answer_by", "answered_at"),
    Clock.RESOLVE: ("resolve_by", "resolved_at"),
}
"""Of each clock: the column of when it runs out, and of when it was stopped."""


def punctuality(
    kind: str, clock: Clock, *, since: datetime, until: datetime, severity: str = ""
) -> Punctuality:
    """How cases of this kind, opened in the period, kept this clock, judged at ``until``."""
    due, stopped = COLUMNS[clock]
    opened = Case.objects.filter(kind=kind, opened_at__gte=since, opened_at__lte=until)
    if severity:
        opened = opened.filter(severity=severity)
    breached = Q(pk__in=ClockMark.objects.filter(clock=clock, percent=BREACH).values("case_id"))
    late = breached | Q(**{f"{stopped}__gt": F(due)}) | Q(**{stopped: None, f"{due}__lt": until})
    kept = Q(**{f"{stopped}__lte": F(due)}) & ~breached
    counts = opened.filter(**{f"{due}__isnull": False}).aggregate(
        cases=Count("pk"), kept=Count("pk", filter=kept), late=Count("pk", filter=late)
    )
    running = counts["cases"] - counts["kept"] - counts["late"]
    return Punctuality(clock, counts["cases"], counts["kept"], counts["late"], running)
