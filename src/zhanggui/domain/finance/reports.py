"""Reports of the books: trial balance, profit and loss, and who or what brought them, with their tax."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import F, Q, Sum

from zhanggui.domain.finance import booking
from zhanggui.domain.finance.capabilities import SEE_BOOKS
from zhanggui.domain.finance.chart import BookAccount, chart
from zhanggui.domain.finance.models import ProfitShare, VoucherLine
from zhanggui.domain.finance.rules import first_of_month
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRow:
    """An account over one month. Opening and closing above zero are debit balances."""

    account: BookAccount
    opening_fen: Fen
    debit_fen: Fen
    credit_fen: Fen

    @property
    def closing_fen(self) -> Fen:
        return self.opening_fen + self.debit_fen - self.credit_fen


def trial_balance(month: date, *, by: Actor) -> list[TrialRow]:
    """Every account with a balance or a movement in the month (科目余额表)."""
    by.require(SEE_BOOKS)
    month = first_of_month(month)
    opening = booking.book_balances(before=month)
    rows = VoucherLine.objects.filter(month=month).values_list("code")
    moved = {code: (d, c) for code, d, c in rows.annotate(d=Sum("debit_fen"), c=Sum("credit_fen"))}
    return [
        TrialRow(
            account=account,
            opening_fen=opening.get(code, 0),
            debit_fen=moved.get(code, (0, 0))[0],
            credit_fen=moved.get(code, (0, 0))[1],
        )
        for code, account in chart().items()
        if opening.get(code) or code in moved
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfitRow:
    """What an account of profit and loss brought in the month; costs are below zero."""

    account: BookAccount
    amount_fen: Fen


def profit_and_loss(month: date, *, by: Actor) -> list[ProfitRow]:
    """Income and expenses of a month (利润表): the accounts whose code begins with 6."""
    return [
        ProfitRow(account=row.account, amount_fen=row.credit_fen - row.debit_fen)
        for row in trial_balance(month, by=by)
        if row.account.code.startswith("6")
    ]


class By(StrEnum):
    """What a profit and loss is told apart by."""

    MONTH = "month"
    CHANNEL = "channel"
    PROGRAMME = "programme"
    SUPPLIER = "supplier"


KEYS = {
    By.MONTH: F("month"),
    By.CHANNEL: F("channel"),
    By.PROGRAMME: F("programme__title"),
    By.SUPPLIER: F("supplier__organisation__name"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WayRow:
    """What one month, channel, programme or supplier brought; costs are below zero, nothing has tax in it.

    ``key`` is none for what belongs to no single one.
    """

    key: date | str | None
    commission_fen: Fen
    delivery_fen: Fen
    penalties_fen: Fen
    given_away_fen: Fen
    other_fen: Fen
    tax_fen: Fen
    """Output tax on the house's own income: beside the result, not in it."""

    @property
    def result_fen(self) -> Fen:
        return (
            self.commission_fen
            + self.delivery_fen
            + self.penalties_fen
            + self.given_away_fen
            + self.other_fen
        )


ACCOUNTS = {
    "commission_fen": "6001.01",
    "delivery_fen": "6051.01",
    "penalties_fen": "6301.01",
    "given_away_fen": "6601.01",
}


def profit_by(way: By, first: date, last: date, *, by: Actor) -> list[WayRow]:
    """Profit and loss of the months from first to last, told apart; its sum is that of their vouchers."""
    by.require(SEE_BOOKS)
    shares = ProfitShare.objects.filter(month__range=(first_of_month(first), first_of_month(last)))
    sums = {name: Sum("net_fen", filter=Q(code=code), default=0) for name, code in ACCOUNTS.items()}
    rest = Sum("net_fen", filter=~Q(code__in=ACCOUNTS.values()), default=0)
    tax = Sum("tax_fen", default=0)
    rows = shares.values_list(KEYS[way]).annotate(**sums, other_fen=rest, tax_fen=tax)
    names = (*ACCOUNTS, "other_fen", "tax_fen")
    found = [WayRow(key=key or None, **dict(zip(names, fens, strict=True))) for key, *fens in rows]
    if way is By.MONTH:
        return sorted(found, key=lambda row: str(row.key))
    return sorted(found, key=lambda row: (row.key is None, -row.result_fen))


OUTPUT, INPUT, AWAITED = "2221.01", "2221.02", "2221.03"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRow:
    """The value added tax of one month."""

    month: date
    output_own_fen: Fen
    """On commission and delivery."""
    output_goods_fen: Fen
    """On goods sold to customers, less what went back."""
    input_fen: Fen
    """In suppliers' invoices that were accepted."""
    awaited_fen: Fen
    """Of goods settled up to the end of the month whose suppliers still owe their invoice."""

    @property
    def payable_fen(self) -> Fen:
        return self.output_own_fen + self.output_goods_fen - self.input_fen


def taxes(first: date, last: date, *, by: Actor) -> list[TaxRow]:
    """Output and input tax by month, from the vouchers."""
    by.require(SEE_BOOKS)
    lines = VoucherLine.objects.filter(code__in=(OUTPUT, INPUT, AWAITED)).values_list("month", "code")
    moved: dict[tuple[date, str], Fen] = {
        (month, code): credit - debit
        for month, code, debit, credit in lines.annotate(d=Sum("debit_fen"), c=Sum("credit_fen"))
    }
    own = dict(ProfitShare.objects.values_list("month").annotate(fen=Sum("tax_fen")))
    months = sorted({month for month, _ in moved} | own.keys())
    first, last = first_of_month(first), first_of_month(last)
    return [
        TaxRow(
            month=month,
            output_own_fen=own.get(month, 0),
            output_goods_fen=moved.get((month, OUTPUT), 0) - own.get(month, 0),
            input_fen=-moved.get((month, INPUT), 0),
            awaited_fen=-sum(fen for (then, code), fen in moved.items() if code == AWAITED and then <= month),
        )
        for month in months
        if first <= month <= last
    ]


def differs_from_vouchers(month: date) -> dict[str, Fen]:
    """By how much the shares of a month differ from its vouchers, by account; nothing if all is right."""
    shares = ProfitShare.objects.filter(month=first_of_month(month)).values_list("code")
    told = dict(shares.annotate(fen=Sum("net_fen")))
    lines = VoucherLine.objects.filter(month=first_of_month(month), code__startswith="6").values_list("code")
    booked = dict(lines.annotate(fen=Sum(F("credit_fen") - F("debit_fen"))))
    apart = {code: told.get(code, 0) - booked.get(code, 0) for code in told.keys() | booked.keys()}
    return {code: fen for code, fen in apart.items() if fen}
