"""Recording a finding: what is not as a clause asks, and what shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import AUDIT
from zhanggui.domain.governance.facts import FindingRecorded
from zhanggui.domain.governance.keeping import held_audit, refuse_empty
from zhanggui.domain.governance.models import Audit, Finding
from zhanggui.domain.governance.refusals import FindingNotShown, NotACriterion
from zhanggui.domain.governance.states import AUDIT as LIFE
from zhanggui.domain.governance.states import Gravity
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWish:
    """The clause, what is wrong, how grave; rows of a sample or a paper; which earlier finding it repeats."""

    clause: str
    what: str
    gravity: Gravity
    sample_id: UUID | None = None
    records: Sequence[UUID] = ()
    paper_id: UUID | None = None
    repeats_id: UUID | None = None


@transaction.atomic
def record_finding(*, audit_id: UUID, wish: FindingWish, by: Actor, at: datetime) -> Finding:
    """Write a finding down; it never changes. Raises ``NotACriterion``, ``FindingNotShown``, ``SayMore``."""
    by.require(AUDIT)
    audit = held_audit(audit_id)
    LIFE.after(audit.state, "record")
    if wish.clause not in audit.criteria:
        raise NotACriterion(clause=wish.clause[:12])
    refuse_empty(what=wish.what)
    _refuse_unshown(audit, wish)

    finding = Finding.objects.create(
        audit=audit,
        number=f"{audit.number}-{audit.findings.count() + 1}",
        clause=wish.clause,
        finding_text=wish.what.strip(),
        gravity=wish.gravity.value,
        sample_id=wish.sample_id,
        records=list(wish.records),
        paper_id=wish.paper_id,
        repeats_id=wish.repeats_id,
        found_by_id=by.account_id,
        found_at=at,
    )

    fact = FindingRecorded(
        number=audit.number, clause=finding.clause, what=finding.finding_text[:200], gravity=finding.gravity
    )
    trail.record(fact, on=finding, by=by, at=at, thread=audit)
    return finding


def _refuse_unshown(audit: Audit, wish: FindingWish) -> None:
    if wish.paper_id is None and not wish.records:
        raise FindingNotShown
    if wish.paper_id is not None and not audit.papers.filter(pk=wish.paper_id).exists():
        raise NotFound
    if wish.records and wish.sample_id is None:
        raise FindingNotShown
    if wish.records and wish.sample_id is not None:
        sample = audit.samples.filter(pk=wish.sample_id).first()
        if sample is None or not set(sample.drawn).issuperset(wish.records):
            raise FindingNotShown
