"""Risks, audits, and what is done about both."""

from zhanggui.domain.governance.models.audits import (
    Audit,
    Finding,
    Mandate,
    Receipt,
    Reply,
    Report,
    Sample,
    WorkingPaper,
)
from zhanggui.domain.governance.models.measures import Extension, Measure
from zhanggui.domain.governance.models.risks import Assessment, Risk, RiskEvent, Strategy

__all__ = [
    "Assessment", "Audit", "Extension", "Finding", "Mandate", "Measure", "Receipt", "Reply", "Report", "Risk",
    "RiskEvent", "Sample", "Strategy", "WorkingPaper",
]  # fmt: skip
