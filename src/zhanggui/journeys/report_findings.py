"""What the house's own records find against a supplier is reported as a violation by itself (B-3.4.1)."""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.appraisal.models import Violation
from zhanggui.domain.appraisal.operations.report_violation import Report, report_violation
from zhanggui.domain.appraisal.proving import Record, Shown
from zhanggui.domain.appraisal.queries import known_record
from zhanggui.domain.appraisal.states import Gravity, Source, ViolationKind
from zhanggui.domain.inventory.models import SpotCheck
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.approvals.models import Review
from zhanggui.mechanisms.trail import Subject

FORGED = {
    "partners.supplier_application": {"licence", "permits"},
    "partners.renewal": {"genuine"},
}
"""Items of reviews that, not in order, say that a paper is not what it claims to be."""


def report_failed_check(*, spot_check_id: UUID, by: Actor, at: datetime) -> Violation | None:
    """Goods on sale failed a test: their supplier has to answer for them. The same test reports once."""
    check = SpotCheck.objects.select_related("sku__goods").filter(pk=spot_check_id, result="failed").first()
    if check is None or known_record(check.id):
        return None
    told = f"{check.number} {check.sku.code}: {check.found}"
    report = Report(
        supplier_id=check.sku.goods.supplier_id,
        kind=ViolationKind.COUNTERFEIT,
        source=Source.PROGRAM,
        gravity=Gravity.MAJOR,
        facts=told,
        shown=Shown(records=[Record(subject=Subject.of(check), told=told)]),
        goods=[check.sku.goods.number],
    )
    return report_violation(report=report, by=by, at=at)


def report_forged_paper(
    *, review_id: UUID, not_in_order: list[str], by: Actor, at: datetime
) -> Violation | None:
    """A reviewer found a paper not genuine: its firm, if it is a supplier, has to answer for it."""
    review = Review.objects.filter(pk=review_id, kind__in=FORGED).first()
    if review is None or not FORGED[review.kind].intersection(not_in_order) or known_record(review.id):
        return None
    supplier = Supplier.objects.filter(organisation=review.thread_id).first()
    if supplier is None:
        return None
    said = review.decisions.order_by("-decided_at").first()
    told = f"{review.title}: {', '.join(sorted(not_in_order))}. {said.note if said else ''}".strip()
    report = Report(
        supplier_id=supplier.id,
        kind=ViolationKind.FALSE_CERTIFICATE,
        source=Source.PROGRAM,
        gravity=Gravity.MAJOR,
        facts=told,
        shown=Shown(records=[Record(subject=Subject.of(review), told=told)]),
    )
    return report_violation(report=report, by=by, at=at)
