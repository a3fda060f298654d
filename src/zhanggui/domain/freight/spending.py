"""What was spent of a budget."""

from typing import Any

from django.db.models import QuerySet, Sum

from zhanggui.domain.freight.models import Accrual, Budget
from zhanggui.kernel.money import Fen


def accruals_of(budget: Budget) -> QuerySet[Accrual]:
    """The parcels whose freight counts against a budget."""
    lane: dict[str, Any] = {"month": budget.month}
    if budget.carrier_id is not None:
        lane["carrier"] = budget.carrier_id
    if budget.warehouse_id is not None:
        lane["warehouse"] = budget.warehouse_id
    if budget.province:
        lane["province"] = budget.province
    return Accrual.objects.filter(**lane)


def spent(budget: Budget) -> Fen:
    """What the parcels of its month and lane cost so far: one read of the index of months."""
    return int(accruals_of(budget).aggregate(fen=Sum("amount_fen", default=0))["fen"])
