"""Telling customers that goods they bought are affected, and what they may do."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal.capabilities import HELP_CUSTOMERS
from zhanggui.domain.appraisal.facts import AffectedTold
from zhanggui.domain.appraisal.models import AffectedOrder
from zhanggui.domain.appraisal.notices import AFFECTED
from zhanggui.domain.appraisal.queries import to_tell
from zhanggui.domain.appraisal.reach import held_violation
from zhanggui.domain.appraisal.states import Told
from zhanggui.domain.messaging.operations.send import Notice, send
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

AT_ONCE = 100


@transaction.atomic
def tell_affected(*, violation_id: UUID, by: Actor, at: datetime) -> int:
    """Send the next hundred notices. Answers how many: none, and everybody with an account knows."""
    by.require(HELP_CUSTOMERS)
    violation = held_violation(violation_id)
    rows = to_tell(violation_id, limit=AT_ONCE)
    for row in rows:
        _send(row, str(violation.supplier), by, at)
        row.told_at, row.told_by = at, Told.NOTICE.value
    AffectedOrder.objects.bulk_update(rows, ["told_at", "told_by"])
    if rows:
        fact = AffectedTold(number=violation.number, count=len(rows))
        trail.record(fact, on=violation, by=by, at=at, thread=violation.supplier)
    return len(rows)


def _send(row: AffectedOrder, supplier: str, by: Actor, at: datetime) -> None:
    assert row.order.customer_id is not None
    notice = Notice(
        kind=AFFECTED,
        account_id=row.order.customer_id,
        key=f"appraisal.affected:{row.id}",
        values={"order": row.order.number, "supplier": supplier},
        about=trail.Subject.of(row.order),
    )
    send(notice=notice, by=by, at=at)
