"""Who proves what: of durable goods, in their first six months, the seller proves that nothing was wrong."""

from datetime import datetime

from zhanggui.domain.aftersales import rules
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.refusals import ProofMissing
from zhanggui.domain.aftersales.states import ReturnKind
from zhanggui.kernel.clock import SHANGHAI


def burden_until(case: Return) -> datetime | None:
    """Until when a defect told in this case is ours to disprove (CP-08); None where the customer shows it."""
    if case.kind != ReturnKind.QUALITY:
        return None
    lines = case.lines.select_related("line__sku__goods__category")
    durable = any(one.line.sku.goods.category.durable for one in lines)
    until = rules.burden_until(case.order.delivered_at, durable=durable)
    return until if until is not None and case.requested_at <= until else None


def refuse_unproved(case: Return) -> None:
    """Raise ``ProofMissing`` where the house bears the burden and shows no picture of its own."""
    until = burden_until(case)
    if until is None or case.pictures.exclude(added_by_id=case.customer_id).exists():
        return
    raise ProofMissing(until=f"{until.astimezone(SHANGHAI):%Y-%m-%d}")
