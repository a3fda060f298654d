"""Replying to a report: what management says to it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import REPLY
from zhanggui.domain.governance.facts import ReportAnswered
from zhanggui.domain.governance.keeping import held_audit, refuse_empty
from zhanggui.domain.governance.models import Reply, Report
from zhanggui.domain.governance.states import AUDIT as LIFE
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def reply_to_report(*, report_id: UUID, text: str, by: Actor, at: datetime) -> Reply:
    """Answer once, for good (B-9.4.4). Raises ``WrongState`` and ``SayMore``."""
    by.require(REPLY)
    report = Report.objects.filter(pk=report_id).first()
    if report is None:
        raise NotFound
    audit = held_audit(report.audit_id)
    audit.state = LIFE.after(audit.state, "reply")
    refuse_empty(text=text)
    reply = Reply.objects.create(
        report=report, reply_text=text.strip(), replied_by_id=by.account_id, replied_at=at
    )
    audit.save(update_fields=["state"])

    trail.record(ReportAnswered(report=report.number), on=reply, by=by, at=at, thread=audit)
    return reply
