"""Reporting that a supplier may have broken rules (B-3.4.1): a case is opened, with what shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal import proving
from zhanggui.domain.appraisal.capabilities import REPORT
from zhanggui.domain.appraisal.facts import ViolationReported
from zhanggui.domain.appraisal.models import ConcernedGoods, Violation
from zhanggui.domain.appraisal.proving import Shown
from zhanggui.domain.appraisal.refusals import GoodsOfOthers, ProofMissing, WordsMissing
from zhanggui.domain.appraisal.states import Gravity, Source, ViolationKind
from zhanggui.domain.catalog.queries import goods_of_supplier
from zhanggui.domain.partners.queries import supplier_of_id
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import cases, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Who did what, in the words of whoever saw it; which goods, by number; and what shows it."""

    supplier_id: UUID
    kind: ViolationKind
    source: Source
    gravity: Gravity
    facts: str
    shown: Shown
    goods: Sequence[str] = ()


@transaction.atomic
def report_violation(*, report: Report, by: Actor, at: datetime) -> Violation:
    """Open the file of a violation. Nothing is done to the supplier before it was heard and ruled on.

    Raises ``ProofMissing``, ``WordsMissing``, ``GoodsOfOthers`` and the refusals of papers.
    """
    by.require(REPORT)
    supplier = supplier_of_id(report.supplier_id)
    if not report.facts.strip():
        raise WordsMissing
    if not report.shown.uploads and not report.shown.records:
        raise ProofMissing
    known = goods_of_supplier(supplier.id, report.goods)
    if strange := sorted(set(report.goods) - set(known)):
        raise GoodsOfOthers(numbers=", ".join(strange)[:100])
    violation = _opened(report, by, at)
    ConcernedGoods.objects.bulk_create(
        ConcernedGoods(violation=violation, goods_id=goods_id) for goods_id in known.values()
    )
    proofs = proving.add(violation, report.shown, by=by, at=at)
    fact = ViolationReported(
        number=violation.number,
        supplier=str(supplier),
        kind=report.kind,
        source=report.source,
        gravity=report.gravity,
        proofs=len(proofs),
    )
    trail.record(fact, on=violation, by=by, at=at, reason=violation.facts[:400], thread=supplier)
    return violation


def _opened(report: Report, by: Actor, at: datetime) -> Violation:
    supplier = supplier_of_id(report.supplier_id)
    violation_id = new_id()
    opening = cases.Opening(
        subject=trail.Subject("appraisal.violation", violation_id),
        title=str(supplier),
        severity=report.gravity,
        text=report.facts,
        thread=trail.Subject.of(supplier),
    )
    case = cases.open_case(cases.policy_of("appraisal.violation"), opening, by=by, at=at)
    violation = Violation(
        id=violation_id,
        number=case.number,
        case=case,
        supplier_id=report.supplier_id,
        kind=report.kind.value,
        source=report.source.value,
        gravity=report.gravity.value,
        facts=report.facts.strip(),
        reported_by_id=by.account_id,
        reported_at=at,
    )
    violation.save(force_insert=True)
    return violation
