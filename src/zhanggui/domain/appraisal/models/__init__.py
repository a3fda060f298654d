"""The nouns of appraisal: quarters of suppliers and how they were judged, violations and what was ruled."""

from zhanggui.domain.appraisal.models.assessments import Assessment, Judgement, Outcome
from zhanggui.domain.appraisal.models.objections import Objection
from zhanggui.domain.appraisal.models.rulings import AffectedOrder, Ruling, TakenMeasure
from zhanggui.domain.appraisal.models.violations import ConcernedGoods, Hearing, Proof, Violation

__all__ = [
    "AffectedOrder",
    "Assessment",
    "ConcernedGoods",
    "Hearing",
    "Judgement",
    "Objection",
    "Outcome",
    "Proof",
    "Ruling",
    "TakenMeasure",
    "Violation",
]
