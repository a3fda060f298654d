"""What appraisal can prove: chapters 3.3 and 3.4 of the norm."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q

from zhanggui.domain.appraisal import rules
from zhanggui.domain.appraisal.measure import measure_of
from zhanggui.domain.appraisal.models import (
    AffectedOrder,
    Assessment,
    Judgement,
    Outcome,
    Proof,
    TakenMeasure,
    Violation,
)
from zhanggui.domain.appraisal.rules import Counted
from zhanggui.domain.appraisal.states import (
    AFTER_APPEAL,
    RULED,
    AssessmentState,
    Grade,
    Term,
    ViolationKind,
    ViolationState,
)
from zhanggui.domain.partners.queries import admitted_between, with_us_before
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.deadlines import after_working_days, china
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.controls import Evidence, Records, control, share_kept

SHOWN = 100
QUARTERS_SCORED_AGAIN = 4
ASSESSMENTS, VIOLATIONS, AFFECTED, SUPPLIERS = (
    "admin:appraisal_assessment_changelist",
    "admin:appraisal_violation_changelist",
    "admin:appraisal_affectedorder_changelist",
    "admin:partners_supplier_changelist",
)
TOLD_WITHIN = timedelta(days=2)
"""House policy: customers whom a violation affects are told within so much time."""
OPENED_WITHIN = timedelta(days=3)
"""House policy: the first days of a new supplier are counted within so much time after them."""
TRIAL_LOOKED_BACK = timedelta(days=365)
OUTSTANDING = timedelta(days=2)
"""House policy: what waited for the time of appeal is done within so much time after it."""


def _these(page: str, ids: Iterable[UUID]) -> Records:
    known = list(ids)
    shown = ",".join(str(one) for one in known[:SHOWN])
    return Records(len(known), page, {"id__in": shown} if shown else {})


def _trial(at: datetime) -> timedelta:
    return timedelta(days=norm("appraisal.trial_days", on=at))


def _last_quarter(at: datetime) -> date:
    return rules.quarter_before(rules.first_of_quarter(at.astimezone(SHANGHAI).date()))


@control("B-3.3.1", title="Suppliers are scored by four indicators, and the score can be reckoned again")
def scored_from_records(at: datetime) -> Evidence:
    """The last quarters scored again give the points stored; points given by hand have a reason."""
    since = _last_quarter(at)
    for _ in range(QUARTERS_SCORED_AGAIN - 1):
        since = rules.quarter_before(since)
    wrong, total = [], 0
    for assessment in Assessment.objects.filter(quarter__gte=since).iterator(chunk_size=500):
        total += 1
        again = rules.score(Counted(**assessment.figures), measure_of(assessment.period))
        if rules.total(again) != assessment.points:
            wrong.append(assessment.pk)
    by_hand = Judgement.objects.exclude(adjusted=0)
    bare = by_hand.filter(adjusted_why="").count()
    figures = {
        "assessments scored again": total,
        "with other points": len(wrong),
        "adjusted by hand": by_hand.count(),
        "adjusted without a reason": bare,
    }
    status = share_kept(kept=total - len(wrong), of=total, broken=len(wrong) + bare)
    return Evidence(status, figures, "0 with other points, 0 without a reason", _these(ASSESSMENTS, wrong))


@control("B-3.3.2", title="Every supplier is assessed every quarter, and sees it in time")
def assessed_each_quarter(at: datetime) -> Evidence:
    """Each supplier of last quarter, and each new one, has its assessment, and saw it by its day."""
    quarter = _last_quarter(at)
    _, ended = rules.span(quarter)
    held = Assessment.objects.filter(Q(term=Term.QUARTER, quarter=quarter) | Q(term=Term.TRIAL))
    found = set(held.filter(term=Term.QUARTER).values_list("supplier_id", flat=True))
    tried = set(held.filter(term=Term.TRIAL).values_list("supplier_id", flat=True))
    new = admitted_between(at - TRIAL_LOOKED_BACK, at - _trial(at) - OPENED_WITHIN)
    wanted = set(with_us_before(ended))
    missing, untried = wanted - found, set(new) - tried
    wanted |= set(new)
    late = list(held.filter(shown_at=None, due_at__lt=at).values_list("supplier_id", flat=True))
    opened_by = after_working_days(ended, 8, calendar=china())
    due, waiting = (missing, set()) if at > opened_by else (set(), missing)
    due, found, missing = due | untried, found | tried, missing | untried
    figures = {
        "suppliers": len(wanted | found),
        "assessed": len(found),
        "not assessed": len(missing),
        "late": len(late),
    }
    wrong = sorted(due | set(late))
    total = len(wanted | found)
    status = share_kept(kept=total - len(wrong), of=total, risk=len(waiting))
    return Evidence(status, figures, "every supplier of last quarter, in time", _these(SUPPLIERS, wrong))


@control("B-3.3.3", title="Every result has its consequence; who is not qualified does not just go on")
def results_have_consequences(at: datetime) -> Evidence:
    """Each closed quarter was followed by what was decided; none waits past the time to object."""
    closed = Assessment.objects.filter(state=AssessmentState.FROZEN)
    without = closed.exclude(pk__in=Outcome.objects.values("assessment"))
    stuck = Assessment.objects.filter(state=AssessmentState.SHOWN, objections_until__lt=at - OUTSTANDING)
    unqualified = closed.filter(judgement__grade=Grade.UNQUALIFIED)
    going_on = unqualified.filter(outcome__action="go_on")
    ended = closed.filter(outcome__action="end", supplier__state__in=("active", "suspended"))
    wrong = {
        *without.values_list("pk", flat=True),
        *stuck.values_list("pk", flat=True),
        *going_on.values_list("pk", flat=True),
        *ended.values_list("pk", flat=True),
    }
    total = closed.count() + stuck.count()
    figures = {
        "quarters closed": closed.count(),
        "excellent": closed.filter(judgement__grade=Grade.EXCELLENT).count(),
        "unqualified": unqualified.count(),
        "without a consequence": len(wrong),
    }
    status = share_kept(kept=total - len(wrong), of=total)
    return Evidence(status, figures, "0 without a consequence", _these(ASSESSMENTS, sorted(wrong)))


@control("B-3.4.1", title="Violations are reported by their kind, with evidence")
def violations_with_evidence(at: datetime) -> Evidence:
    """Each violation of the last year is one of the four kinds, and something with a digest shows it."""
    year = Violation.objects.filter(reported_at__gte=at - timedelta(days=365), reported_at__lte=at)
    bare = year.filter(~Exists(Proof.objects.filter(violation=OuterRef("pk")))).values_list("pk", flat=True)
    late = year.filter(case__in=Case.objects.running().filter(resolve_by__lt=at)).values_list("pk", flat=True)
    kinds = dict(year.values_list("kind").annotate(count=Count("pk")))
    total = sum(kinds.values())
    figures = {
        "violations in a year": total,
        "without evidence": len(bare),
        "not decided in time": len(late),
        **{_TITLES[kind]: kinds.get(kind, 0) for kind in ViolationKind},
    }
    wrong = sorted({*bare, *late})
    status = share_kept(kept=total - len(wrong), of=total)
    return Evidence(status, figures, "100 % with evidence, 0 late", _these(VIOLATIONS, wrong))


_TITLES = {
    ViolationKind.FALSE_CERTIFICATE: "false certificates",
    ViolationKind.COUNTERFEIT: "counterfeit or shoddy goods",
    ViolationKind.BREACH: "breaches of agreement",
    ViolationKind.UNLAWFUL: "other unlawful acts",
}


@control("B-3.4.2", title="Rulings are heard, founded, public and carried out; customers are helped")
def rulings_in_order(at: datetime) -> Evidence:
    """Each ruling names a rule, came after a hearing, is public within a working day; customers were told."""
    ruled = Violation.objects.filter(state__in=RULED)
    unheard = ruled.filter(Q(hearing=None) | Q(hearing__asked_at__gte=F("decided_at")) | Q(ruling__basis=""))
    hidden = [
        violation.pk
        for violation in ruled.filter(Q(public_at=None) | Q(public_at__gt=F("decided_at")))
        if not _public_in_time(violation)
    ]
    waiting = TakenMeasure.objects.filter(taken_at=None, taken_back_at=None)
    overdue = waiting.filter(
        violation__state__in=(ViolationState.DECIDED, ViolationState.FINAL),
        violation__appeal_until__lt=at - OUTSTANDING,
    ) | waiting.exclude(kind__in=AFTER_APPEAL).filter(violation__state__in=RULED)
    untold = AffectedOrder.objects.filter(told_at=None, found_at__lt=at - TOLD_WITHIN)
    wrong = {
        *unheard.values_list("pk", flat=True),
        *hidden,
        *overdue.values_list("violation_id", flat=True),
    }
    affected = AffectedOrder.objects.count()
    figures = {
        "rulings": ruled.count(),
        "not in order": len(wrong),
        "affected orders": affected,
        "customers told": AffectedOrder.objects.filter(told_at__isnull=False).count(),
        "customers not told in time": untold.count(),
    }
    total = ruled.count()
    status = share_kept(kept=total - len(wrong), of=total, broken=len(wrong) + untold.count())
    records = (
        _these(VIOLATIONS, sorted(wrong))
        if wrong
        else _these(AFFECTED, untold.values_list("pk", flat=True)[:SHOWN])
    )
    return Evidence(status, figures, "0 not in order, 0 not told in time", records)


def _public_in_time(violation: Violation) -> bool:
    """Within one working day of the decision (NT-11)."""
    if violation.public_at is None or violation.decided_at is None:
        return False
    return violation.public_at <= after_working_days(violation.decided_at, 1, calendar=china())
