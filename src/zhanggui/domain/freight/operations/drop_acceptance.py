"""Differences that nobody agreed to pay wait for another decision."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight.facts import AcceptanceDropped
from zhanggui.domain.freight.models import Acceptance, BillLine
from zhanggui.domain.freight.states import ACCEPTANCE, LINE, LineState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def drop_acceptance(*, acceptance_id: UUID, by: Actor, at: datetime) -> Acceptance:
    """Told by the approval that it was rejected, withdrawn or ran out: the lines stand where they stood."""
    acceptance = Acceptance.objects.locked().select_related("bill").get(pk=acceptance_id)
    acceptance.state = ACCEPTANCE.after(acceptance.state, "drop")
    acceptance.decided_at = at
    acceptance.save(update_fields=["state", "decided_at"])
    asked = BillLine.objects.filter(
        bill=acceptance.bill, position__in=acceptance.lines_asked, state=LineState.ASKED
    )
    asked.filter(disputed_at=None).update(state=LINE.after(LineState.ASKED, "refuse"))
    asked.exclude(disputed_at=None).update(state=LINE.after(LineState.ASKED, "stand"))
    fact = AcceptanceDropped(number=acceptance.bill.number, lines=len(acceptance.lines_asked))
    trail.record(fact, on=acceptance, by=by, at=at, thread=acceptance.bill)
    return acceptance
