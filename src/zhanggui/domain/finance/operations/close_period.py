"""Closing the books of a month: from here on nothing enters it (月结)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Min

from zhanggui.domain.finance import booking
from zhanggui.domain.finance.capabilities import KEEP_BOOKS
from zhanggui.domain.finance.facts import PeriodClosed as Closed
from zhanggui.domain.finance.models import Period, Voucher
from zhanggui.domain.finance.operations.make_vouchers import make_vouchers
from zhanggui.domain.finance.refusals import (
    BooksDisagree,
    EarlierPeriodOpen,
    PeriodClosed,
    PeriodNotOver,
)
from zhanggui.domain.finance.rules import first_of_month, month_after
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail


@transaction.atomic
def close_period(*, month: date, by: Actor, at: datetime) -> Period:
    """Close a month, after every transfer stands in a voucher and the books agree with the ledger to the fen.

    Months are closed one after the other. What comes in late is booked in the first month that is open.
    """
    by.require(KEEP_BOOKS)
    month = first_of_month(month)
    make_vouchers(by=by, at=at)
    _refuse_out_of_turn(month, at)
    if differing := booking.differences():
        raise BooksDisagree(kinds=", ".join(sorted(differing)))
    period = Period.objects.create(
        month=month,
        balances={code: fen for code, fen in booking.book_balances(before=month_after(month)).items() if fen},
        vouchers=Voucher.objects.filter(month=month).count(),
        closed_by_id=by.account_id,
        closed_at=at,
    )
    fact = Closed(month=f"{month:%Y-%m}", vouchers=period.vouchers)
    trail.record(fact, on=period, by=by, at=at)
    return period


def _refuse_out_of_turn(month: date, at: datetime) -> None:
    if month_after(month) > at.astimezone(SHANGHAI).date():
        raise PeriodNotOver(month=f"{month:%Y-%m}")
    opens = booking.first_open_month() or Voucher.objects.aggregate(first=Min("month"))["first"] or month
    if month < opens:
        raise PeriodClosed(month=f"{month:%Y-%m}")
    if month > opens:
        raise EarlierPeriodOpen(month=f"{opens:%Y-%m}")
