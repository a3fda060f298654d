"""What finance can prove."""

from datetime import datetime, timedelta

from django.db.models import F, Sum

from zhanggui.domain.finance import accounts
from zhanggui.domain.finance.models import FundClaim, Statement, Voucher, VoucherLine
from zhanggui.domain.finance.queries import commissions_to_invoice, commissions_to_take_back
from zhanggui.domain.finance.reports import differs_from_vouchers
from zhanggui.domain.finance.states import ClaimState, GoodsInvoiceState, StatementState
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.controls import Evidence, Records, Status, control

BETWEEN_FIRMS = timedelta(days=30)
"""House policy: how long after a statement was agreed on its invoices may take."""
PAYMENT_LIMIT = timedelta(days=7)
"""House policy: what a supplier has confirmed is paid within a week."""


@control("B-6.3.4", title="The protection fund holds its money apart, and enough of it")
def fund_stands(at: datetime) -> Evidence:
    """Fund and its bank account agree, it is not below its minimum, and claims are decided in time."""
    owed, held = ledger.balance(accounts.FUND).amount, ledger.balance(accounts.FUND_BANK).amount
    least = norm("fund.minimum_fen", on=at)
    late = FundClaim.objects.filter(state=ClaimState.PROPOSED, decide_by__lt=at)
    figures = {
        "fund in fen": owed,
        "bank account of the fund in fen": held,
        "claims decided late": late.count(),
    }
    status = Status.KEPT if owed or held else Status.NO_DATA
    if owed != held or late.exists():
        status = Status.BROKEN
    elif status is Status.KEPT and owed < least:
        status = Status.AT_RISK
    records = Records(FundClaim.objects.count(), "admin:finance_fundclaim_changelist", {})
    return Evidence(status, figures, f"equal, at least {least} fen, 0 claims late", records)


@control("A-4.3", title="Statements of suppliers agree with the ledger, and confirmed ones are paid")
def settlement_stands(at: datetime) -> Evidence:
    """No statement is held for a difference with the books, none confirmed waits longer than a week."""
    held = Statement.objects.filter(state=StatementState.HELD)
    waiting = [StatementState.CONFIRMED, StatementState.IN_PAYOUT]
    late = Statement.objects.filter(state__in=waiting, confirmed_at__lt=at - PAYMENT_LIMIT)
    figures = {"held for a difference": held.count(), "confirmed and not paid for a week": late.count()}
    status = Status.KEPT if Statement.objects.exists() else Status.NO_DATA
    if held.exists():
        status = Status.BROKEN
    elif late.exists():
        status = Status.AT_RISK
    bad = (held | late).values_list("id", flat=True)[:100]
    shown = {"id__in": ",".join(map(str, bad))} if bad else {}
    records = Records(len(bad), "admin:finance_statement_changelist", shown)
    return Evidence(status, figures, "0 held, 0 waiting for a week", records)


@control("A-4.3", title="The books are made from the ledger every day, and balance")
def books_stand(at: datetime) -> Evidence:
    """Vouchers were made within two days, and what this month's debit is its credit."""
    last = Voucher.objects.order_by("-made_at").first()
    month = at.astimezone(SHANGHAI).date().replace(day=1)
    lines = VoucherLine.objects.filter(month=month)
    difference = lines.aggregate(fen=Sum(F("debit_fen") - F("credit_fen"), default=0))["fen"]
    figures = {
        "vouchers this month": Voucher.objects.filter(month=month).count(),
        "difference of the sides in fen": difference,
    }
    status = Status.NO_DATA
    if last is not None:
        status = Status.KEPT if last.made_at > at - timedelta(days=2) else Status.AT_RISK
    if difference:
        status = Status.BROKEN
    records = Records(figures["vouchers this month"], "admin:finance_voucher_changelist", {})
    return Evidence(status, figures, "made within 2 days, difference 0", records)


@control("A-4.3", title="Profit and loss told apart by the way of selling is that of the vouchers")
def profit_adds_up(at: datetime) -> Evidence:
    """The shares of this month and the one before are its vouchers, account by account, to the fen."""
    month = at.astimezone(SHANGHAI).date().replace(day=1)
    months = ((month - timedelta(days=1)).replace(day=1), month)
    apart = {f"{one:%Y-%m} {code}": fen for one in months for code, fen in differs_from_vouchers(one).items()}
    booked = VoucherLine.objects.filter(month__in=months, code__startswith="6").count()
    figures = {"lines of income and expense": booked, "accounts that differ": len(apart)}
    status = Status.NO_DATA if not booked else Status.BROKEN if apart else Status.KEPT
    records = Records(len(apart), "admin:finance_voucher_changelist", {})
    return Evidence(status, figures, "0 accounts differ", records)


@control("A-4.3", "B-1.3.4", title="Settled goods and commissions are invoiced between the firms")
def invoices_between_firms(at: datetime) -> Evidence:
    """Of statements agreed on a month ago, each has the supplier's invoice and the house's own."""
    agreed = Statement.objects.filter(
        confirmed_at__range=(at - 12 * BETWEEN_FIRMS, at - BETWEEN_FIRMS), goods_fen__gt=0
    )
    theirs = agreed.exclude(goods_invoices__state__in=(GoodsInvoiceState.GIVEN, GoodsInvoiceState.ACCEPTED))
    parts = (*commissions_to_invoice(at), *commissions_to_take_back(at))
    ours = {part.statement.pk for part in parts if part.statement.until < at - BETWEEN_FIRMS}
    figures = {
        "agreed a month ago": agreed.count(),
        "without the supplier's invoice": theirs.count(),
        "without the house's invoice or red letter": len(ours),
    }
    status = Status.KEPT if Statement.objects.filter(confirmed_at__isnull=False).exists() else Status.NO_DATA
    if ours:
        status = Status.BROKEN
    elif theirs.exists():
        status = Status.AT_RISK
    bad = set(theirs.values_list("id", flat=True)[:50]) | set(list(ours)[:50])
    shown = {"id__in": ",".join(map(str, sorted(bad)))} if bad else {}
    records = Records(len(bad), "admin:finance_statement_changelist", shown)
    return Evidence(status, figures, "0 without either after a month", records)
