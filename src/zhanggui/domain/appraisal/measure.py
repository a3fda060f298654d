"""By what a quarter is judged: the dated numbers of the house on the quarter's last day."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from zhanggui.domain.appraisal.models import Judgement
from zhanggui.domain.appraisal.rules import Counted, Measure, Period, grade, score, total
from zhanggui.domain.appraisal.states import Term
from zhanggui.kernel.norms import norm

QUARTER_DAYS = 91
"""The days of a quarter, for which the house names the sales that have all points."""


def measure_of(period: Period) -> Measure:
    """The numbers in force at its end: a past one is judged by the rules it was lived by.

    Fewer days need fewer sales.
    """
    on = period.until - timedelta(days=1)
    full = norm("appraisal.full_sales_fen", on=on)
    return Measure(
        weights=norm("appraisal.weights", on=on),
        full_sales_fen=full if period.term == Term.QUARTER else full * period.days // QUARTER_DAYS,
        returns_permille=norm("appraisal.returns_permille", on=on),
        complaint_points=norm("appraisal.complaint_points", on=on),
        deductions=norm("appraisal.deductions", on=on),
        excellent=norm("appraisal.excellent_points", on=on),
        qualified=norm("appraisal.qualified_points", on=on),
    )


def scored(counted: Counted, period: Period) -> dict[str, Any]:
    """The columns of an assessment that follow from what was counted."""
    by = measure_of(period)
    scores = score(counted, by)
    points = total(scores)
    return {
        "figures": asdict(counted),
        "scores": [asdict(one) for one in scores],
        "points": points,
        "grade": grade(points, by).value,
    }


def scores_of(judgement: Judgement) -> list[dict[str, Any]]:
    """The indicators of a judgement, from the figures it stands on: what was counted since is not in them."""
    found = score(Counted(**judgement.figures), measure_of(judgement.assessment.period))
    return [asdict(one) for one in found]
