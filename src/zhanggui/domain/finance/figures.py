"""From a figure of the profit and loss to the vouchers it was booked by."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet, Sum

from zhanggui.domain.finance.capabilities import SEE_BOOKS
from zhanggui.domain.finance.models import ProfitShare, Voucher
from zhanggui.domain.finance.reports import ACCOUNTS, KEYS, By
from zhanggui.domain.finance.rules import first_of_month
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen

Place = tuple[date, int]
"""Where a voucher stands in the books: its month, and its number in it."""


class Column(StrEnum):
    """The figures of a row of the report, named as its fields are."""

    COMMISSION = "commission_fen"
    DELIVERY = "delivery_fen"
    PENALTIES = "penalties_fen"
    GIVEN_AWAY = "given_away_fen"
    OTHER = "other_fen"
    RESULT = "result_fen"
    TAX = "tax_fen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of the profit and loss: a column of the row of a key, or of all rows (``whole``).

    ``key`` is what the row has: none for what belongs to no single one.
    """

    way: By
    first: date
    last: date
    column: Column
    key: date | str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one voucher brought to a figure; costs are below zero."""

    voucher: Voucher
    amount_fen: Fen


def sum_of(figure: Figure, *, by: Actor) -> Fen:
    """The figure itself, added up from the same shares as the parts behind it."""
    by.require(SEE_BOOKS)
    summed: Fen = _shares(figure).aggregate(fen=Sum(_amount(figure), default=0))["fen"]
    return summed


def vouchers_of(figure: Figure, *, before: Place | None = None, limit: int, by: Actor) -> list[Part]:
    """The vouchers behind a figure, the newest first, from before one of them on.

    Added up they are the figure; a voucher whose shares cancel each other out is left out.
    """
    by.require(SEE_BOOKS)
    shares = _shares(figure)
    if before is not None:
        month, number = before
        shares = shares.filter(Q(month__lt=month) | Q(month=month, voucher__number__lt=number))
    sums = shares.values_list("voucher_id", "month", "voucher__number").annotate(fen=Sum(_amount(figure)))
    rows = list(sums.exclude(fen=0).order_by("-month", "-voucher__number")[:limit])
    found = Voucher.objects.in_bulk([row[0] for row in rows])
    return [Part(voucher=found[row[0]], amount_fen=row[3]) for row in rows]


def _amount(figure: Figure) -> str:
    return "tax_fen" if figure.column is Column.TAX else "net_fen"


def _shares(figure: Figure) -> QuerySet[ProfitShare]:
    shares = ProfitShare.objects.filter(
        month__range=(first_of_month(figure.first), first_of_month(figure.last))
    )
    if figure.column in ACCOUNTS:
        shares = shares.filter(code=ACCOUNTS[figure.column])
    elif figure.column is Column.OTHER:
        shares = shares.exclude(code__in=ACCOUNTS.values())
    return shares if figure.whole else _of_key(shares, figure)


def _of_key(shares: QuerySet[ProfitShare], figure: Figure) -> QuerySet[ProfitShare]:
    rows = shares.alias(key=KEYS[figure.way])
    if figure.key is None:
        return rows.filter(Q(key=None) | Q(key="")) if figure.way is not By.MONTH else rows.none()
    return rows.filter(key=figure.key)
