"""What makes a complaint major, when an order may be rated, and how answers are summed up."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zhanggui.domain.care.states import Ground, Severity
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen

SCORES = range(1, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What is known of a complaint when it comes in, and from where it counts as major.

    The norm (B-6.1.3) does not say what 重大 means: the house does, in dated numbers.
    """

    grounds: frozenset[Ground]
    amount_fen: Fen
    customers: int
    major_amount_fen: Fen
    major_customers: int


def severity_of(weight: Weight) -> Severity:
    """Major if anybody was hurt, many complain of the same goods, or much money is at stake."""
    if weight.grounds:
        return Severity.MAJOR
    if weight.amount_fen >= weight.major_amount_fen or weight.customers >= weight.major_customers:
        return Severity.MAJOR
    return Severity.ORDINARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """What matters of an order for the right to rate it."""

    confirmed_at: datetime | None
    delivered_at: datetime | None
    ended_at: datetime | None
    promised_on: date | None


def may_be_rated(purchase: Purchase, at: datetime) -> bool:
    """Only a purchase is rated (PM-07): one that was paid, has ended, or whose promised day has passed."""
    overdue = purchase.promised_on is not None and at.astimezone(SHANGHAI).date() > purchase.promised_on
    return bool(purchase.confirmed_at or purchase.delivered_at or purchase.ended_at) or overdue


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores from one to five, summed up."""

    count: int
    mean: float | None
    by_score: tuple[int, ...]
    """How many gave one, two, three, four, five."""


def summed(scores: Iterable[int]) -> Scores:
    """The mean to two decimals, and how the scores are spread.

    >>> summed([5, 4, 4])
    Scores(count=3, mean=4.33, by_score=(0, 0, 0, 2, 1))
    """
    tally = Counter(scores)
    return of_tally([tally[score] for score in SCORES])


def of_tally(by_score: Sequence[int]) -> Scores:
    """The same, from how many gave each score."""
    count = sum(by_score)
    total = sum(score * n for score, n in zip(SCORES, by_score, strict=True))
    return Scores(count, round(total / count, 2) if count else None, tuple(by_score))


def last_quarter(at: datetime) -> tuple[datetime, datetime]:
    """The last whole quarter before this moment: from its first midnight (of Shanghai) to its last."""
    today = at.astimezone(SHANGHAI)
    this = datetime(today.year, 3 * ((today.month - 1) // 3) + 1, 1, tzinfo=SHANGHAI)
    before = datetime(this.year - (this.month == 1), (this.month - 4) % 12 + 1, 1, tzinfo=SHANGHAI)
    return before, this
