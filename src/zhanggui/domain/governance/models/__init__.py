"""Risks and what is done about them."""

from zhanggui.domain.governance.models.measures import Extension, Measure
from zhanggui.domain.governance.models.risks import Assessment, Risk, RiskEvent, Strategy

__all__ = ["Assessment", "Extension", "Measure", "Risk", "RiskEvent", "Strategy"]
