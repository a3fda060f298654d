"""How a supplier's quarter is scored, and which day falls into which quarter (B-3.3.1 to B-3.3.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from zhanggui.domain.appraisal.states import FITTING, Action, Grade, Term
from zhanggui.kernel.clock import SHANGHAI

MOST_ADJUSTED = 20
"""Points that a reviewer may add or take, with a reason that somebody else approves."""


def first_of_quarter(day: date) -> date:
    """The first day of its quarter.

    >>> first_of_quarter(date(2026, 11, 24))
    datetime.date(2026, 10, 1)
    """
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarter_after(quarter: date) -> date:
    """The first day of the next quarter.

    >>> quarter_after(date(2026, 10, 1))
    datetime.date(2027, 1, 1)
    """
    return date(quarter.year + (quarter.month == 10), (quarter.month + 2) % 12 + 1, 1)


def quarter_before(quarter: date) -> date:
    """The first day of the quarter before.

    >>> quarter_before(date(2026, 1, 1))
    datetime.date(2025, 10, 1)
    """
    return date(quarter.year - (quarter.month == 1), (quarter.month + 8) % 12 + 1, 1)


def quarter_name(quarter: date) -> str:
    """What people call it.

    >>> quarter_name(date(2026, 7, 1))
    '2026 Q3'
    """
    return f"{quarter.year} Q{(quarter.month + 2) // 3}"


def span(quarter: date) -> tuple[datetime, datetime]:
    """From its first moment to the first moment of the next, in Shanghai."""
    return (
        datetime.combine(quarter, time(), SHANGHAI),
        datetime.combine(quarter_after(quarter), time(), SHANGHAI),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What is assessed: a quarter, or the first days of a supplier that joined in it."""

    term: Term
    quarter: date
    since: datetime
    until: datetime

    @classmethod
    def of_quarter(cls, day: date) -> "Period":
        """The whole quarter that this day is in."""
        quarter = first_of_quarter(day)
        since, until = span(quarter)
        return cls(term=Term.QUARTER, quarter=quarter, since=since, until=until)

    @classmethod
    def trial(cls, admitted: datetime, days: int) -> "Period":
        """The first days since somebody was admitted, from midnight to midnight in Shanghai."""
        first = admitted.astimezone(SHANGHAI).date()
        since = datetime.combine(first, time(), SHANGHAI)
        return cls(
            term=Term.TRIAL, quarter=first_of_quarter(first), since=since, until=since + timedelta(days=days)
        )

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.since).days

    def __str__(self) -> str:
        if self.term == Term.QUARTER:
            return quarter_name(self.quarter)
        last = (self.until - timedelta(days=1)).astimezone(SHANGHAI)
        return f"{self.since.astimezone(SHANGHAI):%Y-%m-%d}–{last:%m-%d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What was recorded of a supplier in a quarter."""

    sales_fen: int = 0
    """What customers' money for kept goods became its own, by the ledger."""
    pieces: int = 0
    """Pieces of paid orders."""
    returned: int = 0
    """Pieces that somebody asked to send back for a fault of the goods."""
    ratings: int = 0
    stars: int = 0
    complaints: int = 0
    """Complaints about its goods that were settled and found right."""
    questions: int = 0
    answered_in_time: int = 0
    minor: int = 0
    """Violations that were ruled proven in the quarter, by gravity."""
    major: int = 0
    papers_expired: int = 0
    spot_checks: int = 0
    spot_checks_failed: int = 0
    recalls: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """By what a quarter is judged: dated numbers of the house, as they held on its last day."""

    weights: Mapping[str, int]
    full_sales_fen: int
    returns_permille: int
    """Pieces sent back for a fault, of a thousand sold, that take no points yet."""
    complaint_points: int
    """What one complaint for every hundred pieces takes from satisfaction."""
    deductions: Mapping[str, int]
    excellent: int
    qualified: int


@dataclass(frozen=True, slots=True)
class Score:
    """One indicator: its points out of a hundred and its weight; nothing to judge by, no points."""

    what: str
    points: int | None
    weight: int


def permille(part: int, whole: int) -> int:
    """A share in thousandths, rounded to the nearest; nothing of nothing is none.

    >>> permille(1, 3), permille(0, 0)
    (333, 0)
    """
    return (2000 * part + whole) // (2 * whole) if whole else 0


def score(counted: Counted, by: Measure) -> tuple[Score, ...]:
    """The four indicators of B-3.3.1, in its order."""
    found = {
        "sales": _sales(counted, by),
        "satisfaction": _satisfaction(counted, by),
        "after_sales": _after_sales(counted, by),
        "compliance": _compliance(counted, by),
    }
    return tuple(Score(what, points, by.weights[what]) for what, points in found.items())


def _sales(counted: Counted, by: Measure) -> int:
    return min(100, max(0, counted.sales_fen) * 100 // by.full_sales_fen)


def _satisfaction(counted: Counted, by: Measure) -> int | None:
    if not counted.ratings and not counted.complaints:
        return None
    stars = counted.stars * 20 // counted.ratings if counted.ratings else 100
    taken = by.complaint_points * permille(counted.complaints, max(counted.pieces, 1)) // 10
    return max(0, stars - taken)


def _after_sales(counted: Counted, by: Measure) -> int | None:
    """Half for what comes back for its faults, half for answering in time; one alone counts whole."""
    parts = []
    if counted.pieces:
        over = max(0, permille(counted.returned, counted.pieces) - by.returns_permille)
        parts.append(max(0, 100 - over))
    if counted.questions:
        parts.append(counted.answered_in_time * 100 // counted.questions)
    return sum(parts) // len(parts) if parts else None


def _compliance(counted: Counted, by: Measure) -> int:
    taken = sum(points * getattr(counted, what) for what, points in by.deductions.items())
    return max(0, 100 - taken)


def total(scores: Sequence[Score]) -> int:
    """The points of a quarter out of a hundred; what could not be judged leaves its weight to the others.

    >>> total((Score("sales", 50, 25), Score("satisfaction", None, 50), Score("compliance", 100, 25)))
    75
    """
    judged = [(one.points, one.weight) for one in scores if one.points is not None]
    weight = sum(each for _, each in judged)
    return (2 * sum(points * each for points, each in judged) + weight) // (2 * weight) if weight else 0


def grade(points: int, by: Measure) -> Grade:
    """What so many points come to."""
    if points >= by.excellent:
        return Grade.EXCELLENT
    return Grade.QUALIFIED if points >= by.qualified else Grade.UNQUALIFIED


def fits(action: Action, found: Grade) -> bool:
    """Whether this may follow from that grade."""
    return action in FITTING[found]


def judgement_content(judgement: Any) -> dict[str, Any]:
    """What the approver agrees to."""
    columns = ("points", "adjusted", "adjusted_why", "grade", "action", "words", "figures")
    return {
        "assessment": str(judgement.assessment_id),
        **{name: getattr(judgement, name) for name in columns},
    }


def ruling_content(ruling: Any) -> dict[str, Any]:
    """What the approver agrees to."""
    columns = ("verdict", "basis", "reasons", "penalty_fen", "from_deposit", "authority", "affected_since")
    told = {name: getattr(ruling, name) for name in columns}
    return {
        "violation": str(ruling.violation_id),
        **told,
        "affected_since": str(ruling.affected_since or ""),
        "measures": sorted(ruling.measures),
    }
