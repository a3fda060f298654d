"""What is measured, found out and changed; what is planned, researched and tried."""

from zhanggui.domain.improvement.models.improvements import Analysis, Improvement
from zhanggui.domain.improvement.models.metrics import Metric, Reading
from zhanggui.domain.improvement.models.plans import (
    Goal,
    Initiative,
    Milestone,
    MonthlyUpdate,
    Plan,
    PlanReview,
)
from zhanggui.domain.improvement.models.research import Idea, IdeaStep, ProjectExpense, Release

__all__ = [
    "Analysis", "Goal", "Idea", "IdeaStep", "Improvement", "Initiative", "Metric", "Milestone",
    "MonthlyUpdate", "Plan", "PlanReview", "ProjectExpense", "Reading", "Release",
]  # fmt: skip
