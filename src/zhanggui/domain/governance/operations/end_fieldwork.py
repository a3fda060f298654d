"""Ending the fieldwork: from now on the report is due."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import AUDIT
from zhanggui.domain.governance.facts import FieldworkEnded
from zhanggui.domain.governance.keeping import held_audit
from zhanggui.domain.governance.models import Audit
from zhanggui.domain.governance.states import AUDIT as LIFE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def end_fieldwork(*, audit_id: UUID, by: Actor, at: datetime) -> Audit:
    """Nothing more is looked at; thirty days are left for the report (B-9.4.4)."""
    by.require(AUDIT)
    audit = held_audit(audit_id)
    audit.state, audit.fieldwork_ended_at = LIFE.after(audit.state, "end"), at
    audit.save(update_fields=["state", "fieldwork_ended_at"])

    trail.record(FieldworkEnded(number=audit.number), on=audit, by=by, at=at)
    return audit
