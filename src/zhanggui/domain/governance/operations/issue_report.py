"""Issuing the report of an audit: frozen, with its number, its date and its hash."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance import rules
from zhanggui.domain.governance.capabilities import AUDIT
from zhanggui.domain.governance.facts import ReportIssued
from zhanggui.domain.governance.keeping import held_audit, refuse_empty, refuse_stranger
from zhanggui.domain.governance.models import Audit, Receipt, Report
from zhanggui.domain.governance.refusals import NobodyToTell
from zhanggui.domain.governance.states import AUDIT as LIFE
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def issue_report(
    *, audit_id: UUID, conclusion: str, readers: Sequence[UUID], by: Actor, at: datetime
) -> Report:
    """Build the report from what was found, freeze it, and put it before its readers (B-9.4.4).

    Kept for ten years after its year. Raises ``SayMore``, ``NobodyToTell`` and ``NoSuchOwner``.
    """
    by.require(AUDIT)
    audit = held_audit(audit_id)
    audit.state = LIFE.after(audit.state, "issue")
    refuse_empty(conclusion=conclusion)
    if not readers:
        raise NobodyToTell
    for reader in readers:
        refuse_stranger(reader)

    content = _content(audit, conclusion, by, at)
    report = Report.objects.create(
        audit=audit,
        number=f"{audit.number}-R",
        content=content,
        sha256=approvals.digest_of(content),
        issued_by_id=by.account_id,
        issued_at=at,
        kept_until=rules.kept_until(at.astimezone(SHANGHAI).date()),
    )
    Receipt.objects.bulk_create(Receipt(report=report, reader_id=reader) for reader in dict.fromkeys(readers))
    audit.save(update_fields=["state"])

    fact = ReportIssued(
        number=audit.number, report=report.number, sha256=report.sha256, readers=len(set(readers))
    )
    trail.record(fact, on=report, by=by, at=at, thread=audit)
    return report


def _content(audit: Audit, conclusion: str, by: Actor, at: datetime) -> dict[str, Any]:
    """All that the report says, as it stands at this moment."""
    return {
        "audit": audit.number,
        "title": audit.title,
        "scope": audit.scope,
        "criteria": audit.criteria,
        "issued_by": by.name,
        "issued_on": at.astimezone(SHANGHAI).date().isoformat(),
        "conclusion": conclusion.strip(),
        "samples": [
            {"population": one.population, "seed": one.seed, "rows": one.rows_drawn}
            for one in audit.samples.order_by("drawn_at", "id")
        ],
        "papers": [
            {"title": one.title, "sha256": one.sha256} for one in audit.papers.order_by("added_at", "id")
        ],
        "findings": [
            {"number": one.number, "clause": one.clause, "text": one.finding_text, "gravity": one.gravity}
            for one in audit.findings.order_by("number")
        ],
    }
