"""The nouns of freight: agreed prices, what parcels cost, bills, budgets, how carriers kept, and tours."""

from zhanggui.domain.freight.models.accruals import Accrual, Reckoning
from zhanggui.domain.freight.models.bills import Acceptance, Bill, BillLine, FreightStatement
from zhanggui.domain.freight.models.budgets import Budget, BudgetAlarm
from zhanggui.domain.freight.models.fleet import Area, Stop, Tour, Vehicle
from zhanggui.domain.freight.models.keeping import Scorecard
from zhanggui.domain.freight.models.tariffs import Tariff, TariffInForce, TariffZone

__all__ = [
    "Acceptance",
    "Accrual",
    "Area",
    "Bill",
    "BillLine",
    "Budget",
    "BudgetAlarm",
    "FreightStatement",
    "Reckoning",
    "Scorecard",
    "Stop",
    "Tariff",
    "TariffInForce",
    "TariffZone",
    "Tour",
    "Vehicle",
]
