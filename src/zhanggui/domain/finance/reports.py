"""Reports of the books: trial balance, profit and loss, and where the commission came from."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import connection
from django.db.models import Sum

from zhanggui.domain.finance import booking
from zhanggui.domain.finance.capabilities import SEE_BOOKS
from zhanggui.domain.finance.chart import BookAccount, chart
from zhanggui.domain.finance.models import VoucherLine
from zhanggui.domain.finance.rules import first_of_month, month_after
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
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


BY_CHANNEL = """
SELECT o.channel, coalesce(p.title, ''), sum(line.amount_fen)::bigint,
       sum(line.commission_fen)::bigint, count(DISTINCT o.id)
FROM finance_statementline line
JOIN finance_statement s ON s.id = line.statement_id
JOIN sales_orderline ol ON ol.id = line.order_line_id
JOIN sales_order o ON o.id = ol.order_id
LEFT JOIN broadcast_slot slot ON slot.id = o.slot_id
LEFT JOIN broadcast_programme p ON p.id = slot.programme_id
WHERE s.until > %s AND s.until <= %s
GROUP BY 1, 2 ORDER BY 4 DESC
"""


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """What statements of a month settled for one way of selling, or one programme."""

    channel: str
    programme: str
    settled_fen: Fen
    commission_fen: Fen
    orders: int


def commission_by_channel(month: date, *, by: Actor) -> list[ChannelRow]:
    """Where the commission came from that was settled for a month: by channel, and on air by programme."""
    by.require(SEE_BOOKS)
    first = first_of_month(month)
    span = [datetime.combine(day, time(), tzinfo=SHANGHAI) for day in (first, month_after(first))]
    with connection.cursor() as cursor:
        cursor.execute(BY_CHANNEL, span)
        return [ChannelRow(*row) for row in cursor.fetchall()]
