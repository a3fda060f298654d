"""By what a quarter is judged: the dated numbers of the house on the quarter's last day."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from zhanggui.domain.appraisal.rules import Counted, Measure, grade, quarter_after, score, total
from zhanggui.kernel.norms import norm


def measure_of(quarter: date) -> Measure:
    """The numbers in force at the quarter's end: a past one is judged by the rules it was lived by."""
    on = quarter_after(quarter) - timedelta(days=1)
    return Measure(
        weights=norm("appraisal.weights", on=on),
        full_sales_fen=norm("appraisal.full_sales_fen", on=on),
        returns_permille=norm("appraisal.returns_permille", on=on),
        complaint_points=norm("appraisal.complaint_points", on=on),
        deductions=norm("appraisal.deductions", on=on),
        excellent=norm("appraisal.excellent_points", on=on),
        qualified=norm("appraisal.qualified_points", on=on),
    )


def scored(counted: Counted, quarter: date) -> dict[str, Any]:
    """The columns of an assessment that follow from what was counted."""
    by = measure_of(quarter)
    scores = score(counted, by)
    points = total(scores)
    return {
        "figures": asdict(counted),
        "scores": [asdict(one) for one in scores],
        "points": points,
        "grade": grade(points, by).value,
    }
