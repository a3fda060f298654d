"""What governance can prove: chapters 9.2, 9.3 and 9.4 of the norm."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from zhanggui.domain.governance import rules, sampling
from zhanggui.domain.governance.capabilities import OPERATING
from zhanggui.domain.governance.models import (
    Audit,
    Finding,
    Mandate,
    Measure,
    Report,
    Risk,
    RiskEvent,
    Sample,
    Strategy,
)
from zhanggui.domain.governance.queries import standing
from zhanggui.domain.governance.states import (
    Area,
    AuditState,
    Level,
    MandateKind,
    MeasureState,
    ProposalState,
    RiskState,
    StrategyKind,
)
from zhanggui.identity.models import Grant
from zhanggui.identity.roles import Role
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept
from zhanggui.mechanisms.controls.queries import broken_today

SHOWN = 100
QUARTER = timedelta(days=92)
STRATEGY_WITHIN = timedelta(days=21)
"""House policy: how a risk is met is approved within three weeks of its registration."""
RISKS, MEASURES = ("admin:governance_risk_changelist", "admin:governance_measure_changelist")
MANDATES, AUDITS, FINDINGS, REPORTS, ACCOUNTS = (
    "admin:governance_mandate_changelist",
    "admin:governance_audit_changelist",
    "admin:governance_finding_changelist",
    "admin:governance_report_changelist",
    "admin:identity_account_changelist",
)
SAMPLES_DRAWN_AGAIN = 50


def _these(page: str, ids: Iterable[UUID]) -> Records:
    known = list(ids)
    shown = ",".join(str(one) for one in known[:SHOWN])
    return Records(len(known), page, {"id__in": shown} if shown else {})


@control("B-9.2.1", title="Every process of the house has risks that were looked at this quarter")
def processes_reviewed(at: datetime) -> Evidence:
    """Each area has a risk on the register that was scored within a quarter."""
    looked_at = standing().filter(assessment__assessed_at__gte=at - QUARTER)
    areas = set(looked_at.values_list("process", flat=True))
    missing = [area for area in Area if area.value not in areas]
    fresh = Counter(Risk.objects.filter(registered_at__gte=at - QUARTER).values_list("source", flat=True))
    total = standing().count()
    figures = {
        "risks": total,
        "processes without a reviewed risk": len(missing),
        "new risks": sum(fresh.values()),
        "new risks from events, complaints and audits": sum(fresh.values()) - fresh["workshop"],
    }
    status = share_kept(kept=len(Area) - len(missing), of=len(Area)) if total else Status.NO_DATA
    return Evidence(status, figures, "0 processes without", Records(total, RISKS))


@control("B-9.2.2", title="Every risk has a current score, and no high one is left alone")
def scores_current(at: datetime) -> Evidence:
    """No score is past its day; a high risk has an approved strategy that still holds."""
    stale = set(standing().filter(assess_by__lt=at).values_list("pk", flat=True))
    high = standing().filter(assessment__level_after=Level.HIGH)
    alone = set(high.filter(_unmet(at)).values_list("pk", flat=True))
    total = standing().count()
    wrong = stale | alone
    figures = {"risks": total, "scores past their day": len(stale), "high risks left alone": len(alone)}
    return Evidence(
        share_kept(kept=total - len(wrong), of=total), figures, "0 and 0", _these(RISKS, sorted(wrong))
    )


def _unmet(at: datetime) -> Q:
    """No strategy after the time to agree on one, or an acceptance that has run out."""
    today = at.astimezone(SHANGHAI).date()
    late = Q(strategy=None, registered_at__lt=at - STRATEGY_WITHIN)
    return late | Q(strategy__accepted_until__lt=today)


@control("B-9.3.1", title="Medium and high risks have measures, and their controls hold")
def measures_planned(at: datetime) -> Evidence:
    """No treated risk above low without a measure, no measure past its day, linked controls not broken."""
    today = at.astimezone(SHANGHAI).date()
    have = Exists(Measure.objects.filter(risk=OuterRef("pk")))
    met = standing().filter(strategy__isnull=False).exclude(assessment__level_after=Level.LOW)
    bare = set(met.filter(~have).exclude(strategy__kind=StrategyKind.ACCEPT).values_list("pk", flat=True))
    overdue = Measure.objects.filter(state=MeasureState.PLANNED, due_on__lt=today)
    broken = {one.code for one in broken_today()}
    linked = Measure.objects.exclude(control="").exclude(risk__state=RiskState.CLOSED)
    failing = linked.filter(control__in=broken).count()
    late = list(overdue.values_list("pk", flat=True))
    figures = {
        "risks that need measures": met.count(),
        "without a measure": len(bare),
        "measures past their day": len(late),
        "linked controls broken": failing,
    }
    status = share_kept(kept=met.count(), of=met.count(), broken=len(bare) + len(late), risk=failing)
    records = _these(RISKS, sorted(bare)) if bare else _these(MEASURES, late)
    return Evidence(status, figures, "0, 0 and 0", records)


@control("B-9.3.2", title="Every risk has an approved strategy, and nothing is borne for ever")
def strategies_agreed(at: datetime) -> Evidence:
    """A strategy within three weeks; an acceptance within its days; agreed by others than its author."""
    unmet = set(standing().filter(_unmet(at)).values_list("pk", flat=True))
    borne = Strategy.objects.filter(state=ProposalState.ADOPTED, kind=StrategyKind.ACCEPT)
    total = standing().count()
    figures = {
        "risks": total,
        "without a strategy that holds": len(unmet),
        "risks borne": borne.exclude(risk__state=RiskState.CLOSED).count(),
    }
    return Evidence(
        share_kept(kept=total - len(unmet), of=total), figures, "0 without", _these(RISKS, sorted(unmet))
    )


@control("B-9.3.3", title="Measures are verified by others, work, and events are answered in time")
def responses_carried_out(at: datetime) -> Evidence:
    """Done measures are verified within two weeks; what is left meets its target; events are taken up."""
    done = Measure.objects.exclude(done_at=None)
    waiting = done.filter(state=MeasureState.DONE, done_at__lt=at - timedelta(days=14))
    events = RiskEvent.objects.all()
    late = events.filter(
        Q(case__responded_at__gt=F("case__respond_by"))
        | Q(case__responded_at=None, case__respond_by__lt=at)
        | Q(case__resolved_at=None, case__resolve_by__lt=at)
    )
    missed = [risk.pk for risk in _finished() if not _meets_target(risk)]
    total = done.count() + events.count()
    figures = {
        "measures done": done.count(),
        "not verified in time": waiting.count(),
        "risks above their target": len(missed),
        "events": events.count(),
        "events answered late": late.count(),
    }
    status = share_kept(kept=0, of=total, broken=waiting.count() + late.count(), risk=len(missed))
    records = _these(RISKS, {*missed, *late.values_list("risk_id", flat=True)})
    return Evidence(status, figures, "0 late, 0 above their target", records)


def _finished() -> Iterable[Risk]:
    """Risks whose measures are all verified, and which were scored since."""
    measures = Measure.objects.filter(risk=OuterRef("pk"))
    open_ones = measures.exclude(state=MeasureState.VERIFIED)
    unscored = measures.filter(verified_at__gt=OuterRef("assessment__assessed_at"))
    return (
        standing()
        .filter(Exists(measures), ~Exists(open_ones), ~Exists(unscored), strategy__isnull=False)
        .select_related("strategy", "assessment")
    )


def _meets_target(risk: Risk) -> bool:
    order = list(Level)
    if risk.assessment is None or risk.strategy is None:
        return False
    return order.index(Level(risk.assessment.level_after)) <= order.index(Level(risk.strategy.target_level))


@control("B-9.4.1", title="Auditors have a charter and a plan, and run nothing themselves")
def auditors_independent(at: datetime) -> Evidence:
    """A charter and the plan of this year are approved; no auditor holds a post that runs the house."""
    adopted = Mandate.objects.filter(state=ProposalState.ADOPTED)
    charters = adopted.filter(kind=MandateKind.CHARTER).count()
    plans = adopted.filter(kind=MandateKind.PLAN, year=at.astimezone(SHANGHAI).year).count()
    held = Grant.objects.filter(revoked_at=None, account__disabled_at=None)
    auditors = held.filter(role=Role.INTERNAL_AUDITOR)
    running = held.filter(role__in=OPERATING, account__person=OuterRef("account__person"))
    both = list(auditors.filter(Exists(running)).values_list("account_id", flat=True))
    figures = {
        "charters in force": charters,
        "plans of this year": plans,
        "auditors": auditors.count(),
        "auditors who run something": len(both),
    }
    if not adopted.exists() and not both:
        return Evidence(Status.NO_DATA, figures, "1, 1, 0 who run something")
    broken = len(both) + (not charters) + (not plans)
    status = share_kept(kept=0, of=1, broken=broken, risk=int(not auditors.exists()))
    records = _these(ACCOUNTS, both) if both else Records(charters + plans, MANDATES)
    return Evidence(status, figures, "1, 1, 0 who run something", records)


@control("B-9.4.2", title="Planned audits are made, by samples that can be drawn again")
def audits_made(at: datetime) -> Evidence:
    """No planned audit past its day is missing; findings are shown; samples come out the same again."""
    plans = Mandate.objects.filter(kind=MandateKind.PLAN, state=ProposalState.ADOPTED)
    today = at.astimezone(SHANGHAI).date().isoformat()
    due = [
        (plan.pk, place)
        for plan in plans
        for place, planned in enumerate(plan.planned_audits, 1)
        if planned["due"] < today
    ]
    begun = set(Audit.objects.filter(plan__in=plans).values_list("plan_id", "place"))
    missing = [one for one in due if one not in begun]
    latest = list(Sample.objects.order_by("-drawn_at")[:SAMPLES_DRAWN_AGAIN])
    changed = [sample.audit_id for sample in latest if sampling.again(sample) != sample.drawn]
    unshown = Finding.objects.filter(paper=None).filter(Q(records=[]) | Q(sample=None))
    figures = {
        "audits made": Audit.objects.count(),
        "planned and overdue": len(missing),
        "findings": Finding.objects.count(),
        "findings without evidence": unshown.count(),
        "samples": Sample.objects.count(),
        "samples that come out differently": len(changed),
    }
    broken = len(missing) + len(changed) + unshown.count()
    records = _these(AUDITS, changed) if changed else Records(Audit.objects.count(), AUDITS)
    status = share_kept(kept=0, of=Audit.objects.count() + len(due), broken=broken)
    return Evidence(status, figures, "0 overdue, 0 without, 0 different", records)


@control("B-9.4.3", title="What audits found is put right in time, and verified by the auditor")
def findings_put_right(at: datetime) -> Evidence:
    """An action within two weeks of the finding, done by its day, verified by an auditor."""
    today = at.astimezone(SHANGHAI).date()
    late = Finding.objects.filter(action=None, found_at__lt=at - rules.AGREED_WITHIN)
    actions = Measure.objects.filter(finding__isnull=False)
    overdue = actions.exclude(state=MeasureState.VERIFIED).filter(due_on__lt=today)
    auditors = Grant.objects.filter(role=Role.INTERNAL_AUDITOR).values("account_id")
    strange = actions.filter(state=MeasureState.VERIFIED).exclude(verified_by__in=auditors)
    wrong = {
        *late.values_list("pk", flat=True),
        *overdue.values_list("finding_id", flat=True),
        *strange.values_list("finding_id", flat=True),
    }
    figures = {
        "findings": Finding.objects.count(),
        "actions verified": actions.filter(state=MeasureState.VERIFIED).count(),
        "without an action": late.count(),
        "actions past their day": overdue.count(),
        "not verified by an auditor": strange.count(),
        "findings that repeat earlier ones": Finding.objects.filter(repeats__isnull=False).count(),
    }
    total = Finding.objects.count()
    status = share_kept(kept=total - len(wrong), of=total)
    return Evidence(status, figures, "0, 0 and 0", _these(FINDINGS, sorted(wrong)))


@control("B-9.4.4", title="Audit reports come in time, stay as they are, and are answered")
def reports_issued(at: datetime) -> Evidence:
    """Within thirty days after fieldwork; the hash of each is that of its content; management answered."""
    ended = Audit.objects.exclude(fieldwork_ended_at=None)
    late = ended.filter(state=AuditState.ENDED, fieldwork_ended_at__lt=at - rules.REPORTED_WITHIN)
    tardy = ended.filter(report__issued_at__gt=F("fieldwork_ended_at") + rules.REPORTED_WITHIN)
    reports = list(Report.objects.select_related("reply").order_by("-issued_at")[:500])
    changed = [one.pk for one in reports if approvals.digest_of(one.content) != one.sha256]
    silent = [
        one.pk for one in reports if not hasattr(one, "reply") and one.issued_at < at - rules.ANSWERED_WITHIN
    ]
    unread = Report.objects.filter(receipts__read_at=None).distinct().count()
    figures = {
        "reports": len(reports),
        "reports too late": late.count() + tardy.count(),
        "reports that changed": len(changed),
        "reports without a reply in time": len(silent),
        "reports somebody has not read": unread,
    }
    broken = late.count() + tardy.count() + len(changed) + len(silent)
    status = share_kept(kept=0, of=ended.count(), broken=broken)
    return Evidence(
        status, figures, "0 late, 0 changed, 0 without a reply", _these(REPORTS, changed + silent)
    )
