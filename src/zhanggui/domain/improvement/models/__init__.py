"""What is measured, what was found out, and what was changed because of it."""

from zhanggui.domain.improvement.models.improvements import Analysis, Improvement
from zhanggui.domain.improvement.models.metrics import Metric, Reading

__all__ = ["Analysis", "Improvement", "Metric", "Reading"]
