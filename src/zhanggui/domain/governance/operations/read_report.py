"""Reading a report: whoever it was sent to signs that they did."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import CARRY_OUT
from zhanggui.domain.governance.facts import ReportRead
from zhanggui.domain.governance.models import Receipt
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def read_report(*, report_id: UUID, by: Actor, at: datetime) -> Receipt:
    """Sign that it was read. Raises ``NotFound`` for whoever is not on its list, or has signed."""
    by.require(CARRY_OUT)
    mine = Receipt.objects.locked().select_related("report")
    receipt = mine.filter(report_id=report_id, reader_id=by.account_id, read_at=None).first()
    if receipt is None:
        raise NotFound
    receipt.read_at = at
    receipt.save(update_fields=["read_at"])

    fact = ReportRead(report=receipt.report.number)
    trail.record(fact, on=receipt, by=by, at=at, thread=receipt.report)
    return receipt
