"""What everybody may read about the protection fund (B-6.3.4)."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractYear

from zhanggui.domain.finance import accounts
from zhanggui.domain.finance.models import FundClaim
from zhanggui.domain.finance.states import ClaimState
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import ledger

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
PAGE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class FundYear:
    """What the fund did in one year."""

    year: int
    contributed_fen: Fen
    paid_fen: Fen
    paid: int
    refused: int


def fund_balance() -> Fen:
    """What the fund holds now."""
    return ledger.balance(accounts.FUND).amount


def fund_years(at: datetime) -> list[FundYear]:
    """The yearly summaries, the latest first: money in, money out, claims by outcome."""
    decided = FundClaim.objects.exclude(decided_at=None).values_list(
        ExtractYear("decided_at", tzinfo=SHANGHAI)
    )
    outcomes = {
        year: (paid, refused, fen)
        for year, paid, refused, fen in decided.annotate(
            paid=Count("id", filter=Q(state=ClaimState.PAID)),
            refused=Count("id", filter=Q(state=ClaimState.DROPPED)),
            fen=Sum("amount_fen", filter=Q(state=ClaimState.PAID), default=0),
        )
    }
    given = _contributions(at)
    return [
        FundYear(year=year, contributed_fen=given[year], paid_fen=fen, paid=paid, refused=refused)
        for year in sorted(outcomes.keys() | given.keys(), reverse=True)
        for paid, refused, fen in [outcomes.get(year, (0, 0, 0))]
    ]


def _contributions(at: datetime) -> Counter[int]:
    """What the house gave, by year. There are a few contributions a year."""
    given: Counter[int] = Counter()
    page = ledger.statement(accounts.CONTRIBUTED, BEGINNING, at, limit=PAGE)
    while True:
        for line in page.lines:
            given[line.at.astimezone(SHANGHAI).year] += line.debit - line.credit
        if page.after is None:
            return given
        page = ledger.statement(accounts.CONTRIBUTED, BEGINNING, at, page.after, limit=PAGE)
