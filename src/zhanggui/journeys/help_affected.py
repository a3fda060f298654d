"""Whom a violation harmed: their orders are found bit by bit, and they are told of them (B-3.4.2)."""

from collections.abc import Sequence
from datetime import datetime, time
from uuid import UUID

from zhanggui.domain.appraisal.models import Violation
from zhanggui.domain.appraisal.operations.add_affected import add_affected
from zhanggui.domain.appraisal.operations.tell_affected import tell_affected
from zhanggui.domain.appraisal.states import RULED
from zhanggui.domain.sales.models import OrderLine
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI

AT_ONCE = 500
NOBODY = UUID(int=0)


def help_affected(*, violation_id: UUID, by: Actor, at: datetime) -> int:
    """Find every affected order and tell its customer. Interrupted, it goes on; answers how many are new."""
    violation = Violation.objects.select_related("ruling").filter(pk=violation_id, state__in=RULED).first()
    if violation is None:
        return 0
    found, after = 0, NOBODY
    while lines := affected_lines(violation, after=after):
        after = lines[-1][0]
        found += add_affected(
            violation_id=violation_id, order_ids=[order for _, order in lines], by=by, at=at
        )
    while tell_affected(violation_id=violation_id, by=by, at=at):
        pass
    return found


def affected_lines(violation: Violation, *, after: UUID, limit: int = AT_ONCE) -> Sequence[tuple[UUID, UUID]]:
    """The next lines with goods of the violation, and their orders: confirmed ones, placed since its day."""
    since = violation.ruling.affected_since if violation.ruling else None
    if since is None:
        return []
    rows = OrderLine.objects.filter(
        sku__goods__in=violation.concerned.values("goods"),
        order__confirmed_at__isnull=False,
        order__placed_at__gte=datetime.combine(since, time(), SHANGHAI),
        pk__gt=after,
    )
    return list(rows.order_by("pk").values_list("pk", "order_id")[:limit])
