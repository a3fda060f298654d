"""Vouchers sum up the ledger, each transfer once; a closed month is closed."""

from datetime import date, timedelta

import pytest

from tests.domain.finance.conftest import DAY, month_end, sent
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.finance import accounts, booking, refusals, reports
from zhanggui.domain.finance.chart import chart, code_of
from zhanggui.domain.finance.deposits import Movement
from zhanggui.domain.finance.models import Voucher, VoucherLine
from zhanggui.domain.finance.operations.close_period import close_period
from zhanggui.domain.finance.operations.contribute_to_fund import contribute_to_fund
from zhanggui.domain.finance.operations.make_vouchers import make_vouchers
from zhanggui.domain.finance.operations.take_deposit import take_deposit
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms import ledger

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_account_of_money_stands_once_in_the_chart():
    kinds = [kind for account in chart().values() for kind in account.kinds]
    assert len(kinds) == len(set(kinds))
    assert all(ledger.accounts.kind_of(kind) for kind in kinds)
    declared = {module.code for module in vars(accounts).values() if isinstance(module, ledger.AccountKind)}
    assert declared <= code_of().keys()


def test_a_settled_month_is_booked_balanced_and_closed(sold, supplier, accountant, thing, noon):
    sold(3)
    at = month_end(noon)
    statement = sent(at)
    vouchers = make_vouchers(by=SYSTEM, at=at)
    assert {voucher.kind for voucher in vouchers} >= {"payments.earned", "finance.settled"}
    for voucher in vouchers:
        lines = VoucherLine.objects.filter(voucher=voucher)
        assert sum(line.debit_fen - line.credit_fen for line in lines) == 0
    assert make_vouchers(by=SYSTEM, at=at) == []
    assert booking.differences() == {}

    december = date(2026, 12, 1)
    with nothing_changes(), pytest.raises(refusals.EarlierPeriodOpen):
        close_period(month=december, by=accountant, at=at)
    close_period(month=date(2026, 11, 1), by=accountant, at=at)
    period = close_period(month=december, by=accountant, at=at)
    assert period.balances["2202.02"] == -statement.net_fen
    with nothing_changes(), pytest.raises(refusals.PeriodClosed):
        close_period(month=december, by=accountant, at=at)
    with nothing_changes(), pytest.raises(refusals.PeriodNotOver):
        close_period(month=date(2027, 1, 1), by=accountant, at=at)


def paid_in(supplier, amount, reference, by, at):
    paid = Movement(supplier_id=supplier.id, amount_fen=amount, bank_reference=reference)
    take_deposit(paid=paid, by=by, at=at)


def test_what_comes_late_is_booked_in_the_first_open_month(supplier, accountant, noon):
    at = noon + timedelta(days=30)
    paid_in(supplier, 100, "D1", accountant, noon)
    close_period(month=noon.date(), by=accountant, at=at)
    paid_in(supplier, 50, "D2", accountant, noon + DAY)
    (late,) = make_vouchers(by=SYSTEM, at=at)
    assert (late.date, late.happened_on) == (date(2026, 12, 1), (noon + DAY).date())
    rows = {row.account.code: row for row in reports.trial_balance(late.date, by=accountant)}
    assert (rows["2241.02"].opening_fen, rows["2241.02"].closing_fen) == (-100, -150)
    assert booking.differences() == {}


def test_income_is_split_from_its_tax_and_reported(sold, supplier, director, accountant, noon):
    sold(1)
    at = month_end(noon)
    make_vouchers(by=SYSTEM, at=at)
    found = {r.account.code: r.amount_fen for r in reports.profit_and_loss(date(2026, 12, 1), by=accountant)}
    freight = ledger.balance(ledger_freight()).amount
    tax = VoucherLine.objects.filter(code="2221.01").values_list("credit_fen", flat=True)
    assert found.get("6051.01", 0) + sum(tax) == freight
    with pytest.raises(NotAllowed):
        reports.profit_and_loss(date(2026, 12, 1), by=somebody("坐席", Role.CS_AGENT))


def ledger_freight() -> ledger.AccountRef:
    from zhanggui.domain.payments.accounts import FREIGHT

    return FREIGHT


def test_the_fund_keeps_its_money_apart(accountant, noon):
    contribute_to_fund(amount_fen=5_000, bank_reference="J1", by=accountant, at=noon)
    contribute_to_fund(amount_fen=5_000, bank_reference="J1", by=accountant, at=noon)
    (voucher,) = make_vouchers(by=SYSTEM, at=noon)
    lines = Voucher.objects.get(pk=voucher.pk).lines.values_list("code", "debit_fen", "credit_fen")
    assert set(lines) == {
        ("1002", 0, 5_000), ("1002.02", 5_000, 0), ("2241.03", 0, 5_000), ("6711.01", 5_000, 0),
    }  # fmt: skip
