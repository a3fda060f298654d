"""After-sales cases and what is done for them."""

from zhanggui.domain.aftersales.models.remedies import (
    CasePicture,
    Exchange,
    GuaranteeTerm,
    Repair,
    RepairPart,
)
from zhanggui.domain.aftersales.models.returns import Finding, Return, ReturnAlarm, ReturnLine

__all__ = [
    "CasePicture",
    "Exchange",
    "Finding",
    "GuaranteeTerm",
    "Repair",
    "RepairPart",
    "Return",
    "ReturnAlarm",
    "ReturnLine",
]
