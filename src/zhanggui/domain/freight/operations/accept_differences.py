"""Differences that a second person agreed to are paid as billed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight import settling
from zhanggui.domain.freight.capabilities import ACCEPT_DIFFERENCES
from zhanggui.domain.freight.facts import DifferencesAccepted
from zhanggui.domain.freight.models import Acceptance, BillLine
from zhanggui.domain.freight.refusals import AcceptedElsewhere
from zhanggui.domain.freight.states import ACCEPTANCE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Transfer
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("freight_settled_once", AcceptedElsewhere)


@transaction.atomic
def accept_differences(*, acceptance_id: UUID, by: Actor, at: datetime) -> Acceptance:
    """Correct our reckoning to what was billed, and let it be paid. The approval calls this."""
    by.require(ACCEPT_DIFFERENCES)
    acceptance = Acceptance.objects.locked().select_related("bill").get(pk=acceptance_id)
    acceptance.state = ACCEPTANCE.after(acceptance.state, "approve")
    acceptance.decided_at = at
    acceptance.save(update_fields=["state", "decided_at"])
    asked = BillLine.objects.locked().filter(bill=acceptance.bill, position__in=acceptance.lines_asked)
    transfers: list[Transfer] = []
    with refusing():
        for line in asked.order_by("position"):
            transfers += settling.pay_as_billed(line, note=acceptance.reason, by=by, at=at)
    if transfers:
        entry = ledger.Entry(
            kind="freight.accepted",
            key=f"freight.acceptance/{acceptance.pk}",
            at=at,
            subject=ledger.Subject.of(acceptance),
            transfers=settling.together(transfers),
        )
        ledger.post(entry, by=by)
    fact = DifferencesAccepted(
        number=acceptance.bill.number,
        lines=len(acceptance.lines_asked),
        difference_fen=acceptance.difference_fen,
    )
    trail.record(fact, on=acceptance, by=by, at=at, thread=acceptance.bill)
    return acceptance
