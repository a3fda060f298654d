"""Reading assessments and violations: for the house, for the firm they are about, and for everybody."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from zhanggui.domain.appraisal.capabilities import SEE
from zhanggui.domain.appraisal.models import (
    AffectedOrder,
    Assessment,
    Objection,
    Proof,
    Violation,
)
from zhanggui.domain.appraisal.refusals import NotDecidedYet
from zhanggui.domain.appraisal.states import (
    RULED,
    AssessmentState,
    MeasureKind,
    ViolationState,
)
from zhanggui.identity.actor import Actor
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotFound

EXCELLENT_FOR = timedelta(days=190)
"""How long after its quarter a supplier is marked as excellent, until the next ones are closed."""


def assessments_of(by: Actor) -> QuerySet[Assessment]:
    """Assessments, the latest quarter first: every one for the house, a firm's own once they were shown."""
    rows = Assessment.objects.select_related("supplier__organisation", "judgement").order_by("-until", "-id")
    if by.may(SEE):
        return rows
    if by.organisation_id is None:
        return rows.none()
    # What was shown stays visible while an objection has it judged again.
    return rows.filter(supplier__organisation_id=by.organisation_id, shown_at__isnull=False)


def assessment_seen(assessment_id: UUID, *, by: Actor) -> Assessment:
    """One assessment that this actor may see. Raises ``NotFound``."""
    found = assessments_of(by).filter(pk=assessment_id).first()
    if found is None:
        raise NotFound
    return found


def points_over_time(supplier_id: UUID, *, times: int = 8) -> Sequence[tuple[str, int]]:
    """What a supplier's last quarters that were judged are called, and their points, the first first."""
    rows = Assessment.objects.filter(supplier=supplier_id, judgement__isnull=False).order_by("-until")
    latest = list(rows.select_related("judgement")[:times])
    return [(str(one.period), one.judgement.points) for one in reversed(latest) if one.judgement]


def violations_of(by: Actor) -> QuerySet[Violation]:
    """Violations, the latest first: every one for the house, a firm's own from the moment it was heard."""
    rows = Violation.objects.select_related("supplier__organisation", "ruling", "case").order_by(
        "-reported_at", "-id"
    )
    if by.may(SEE):
        return rows
    if by.organisation_id is None:
        return rows.none()
    return rows.filter(supplier__organisation_id=by.organisation_id, hearing__isnull=False)


def violation_seen(violation_id: UUID, *, by: Actor) -> Violation:
    """One violation that this actor may see. Raises ``NotFound``."""
    found = violations_of(by).filter(pk=violation_id).first()
    if found is None:
        raise NotFound
    return found


def proof_seen(violation_id: UUID, proof_id: UUID, *, by: Actor) -> Proof:
    """One proof of a violation that this actor may see. Raises ``NotFound``."""
    violation = violation_seen(violation_id, by=by)
    found = violation.proofs.select_related("document").filter(pk=proof_id).first()
    if found is None:
        raise NotFound
    return found


def refuse_unruled(violation_id: UUID, by: Actor, at: datetime) -> None:
    """The case of a violation ends with its ruling. Raises ``NotDecidedYet``."""
    violation = Violation.objects.get(pk=violation_id)
    if violation.state not in (*RULED, ViolationState.DISMISSED, ViolationState.LIFTED):
        raise NotDecidedYet


def refuse_open_objection(objection_id: UUID, by: Actor, at: datetime) -> None:
    """The case of an objection ends with the decision about it. Raises ``NotDecidedYet``."""
    objection = Objection.objects.get(pk=objection_id)
    if objection.upheld_at is None and objection.rejected_at is None:
        raise NotDecidedYet


def to_freeze(at: datetime) -> list[UUID]:
    """Assessments that were shown, and to which nobody may object any more."""
    due = Assessment.objects.filter(state=AssessmentState.SHOWN, objections_until__lte=at)
    return list(due.order_by("pk").values_list("pk", flat=True)[:1000])


def to_finish(at: datetime) -> list[UUID]:
    """Ruled violations against which nobody may appeal any more."""
    due = Violation.objects.filter(state=ViolationState.DECIDED, appeal_until__lte=at)
    return list(due.order_by("pk").values_list("pk", flat=True)[:1000])


def known_record(record_id: UUID) -> bool:
    """Whether a violation rests on this record already."""
    return Proof.objects.filter(record_id=record_id).exists()


def public_register(at: datetime) -> QuerySet[Violation]:
    """What everybody may read (EC-10, NT-11): rulings that stand, the latest first.

    A final one goes after ``violation.public_days``, unless a measure of it still holds.
    """
    old = at - timedelta(days=norm("violation.public_days", on=at))
    stopped = Q(measures__kind=MeasureKind.SUSPENSION, supplier__state="suspended")
    off = Q(concerned__goods__stops__cause="violation", concerned__goods__stops__lifted_at=None)
    rows = Violation.objects.filter(state__in=RULED, public_at__isnull=False)
    holding = rows.filter(stopped | off).values("pk")
    rows = rows.filter(Q(finished_at=None) | Q(finished_at__gt=old) | Q(pk__in=holding))
    return rows.select_related("supplier__organisation", "ruling").order_by("-public_at", "-id")


def to_tell(violation_id: UUID, *, limit: int) -> Sequence[AffectedOrder]:
    """Affected orders whose customers have an account and do not know yet, held."""
    rows = AffectedOrder.objects.filter(
        violation=violation_id, told_at=None, order__customer__isnull=False
    ).locked()
    return list(rows.select_related("order")[:limit])


def help_given(violation: Violation) -> dict[str, int]:
    """Affected orders, those whose customers were told, and those whom somebody has to call."""
    return AffectedOrder.objects.filter(violation=violation).aggregate(
        affected=Count("id"),
        told=Count("id", filter=Q(told_at__isnull=False)),
        to_call=Count("id", filter=Q(told_at=None, order__customer=None)),
    )


def is_excellent(supplier_id: UUID, at: datetime) -> bool:
    """Whether its last closed quarter was excellent, and ended within half a year."""
    last = Assessment.objects.filter(supplier=supplier_id, state=AssessmentState.FROZEN)
    newest = last.order_by("-until").values_list("until", "judgement__grade").first()
    return newest is not None and newest[1] == "excellent" and newest[0] > at - EXCELLENT_FOR
