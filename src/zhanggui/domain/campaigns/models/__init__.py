"""Campaigns: their plans and their run; their effect and what was learnt."""

from zhanggui.domain.campaigns.models.effect import (
    Conclusion,
    Evaluation,
    Expense,
    Link,
    LinkHour,
    Origin,
    Reach,
    Summary,
)
from zhanggui.domain.campaigns.models.mailings import Mailing
from zhanggui.domain.campaigns.models.plans import Campaign, Incident, LogEntry, Material, Plan

__all__ = [
    "Campaign",
    "Conclusion",
    "Evaluation",
    "Expense",
    "Incident",
    "Link",
    "LinkHour",
    "LogEntry",
    "Mailing",
    "Material",
    "Origin",
    "Plan",
    "Reach",
    "Summary",
]
