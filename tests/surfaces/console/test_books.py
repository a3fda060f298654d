"""An accountant goes from a figure to its vouchers, on to the transfers, and from those to the order."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.domain.finance.test_settlement import terms
from tests.domain.invoicing.conftest import (
    accountant,
    agent,
    buyer,
    customer,
    deliver,
    director,
    keeper,
    sold,
    supplier,
    thing,
    warehouse,
    wish,
)
from tests.people import somebody
from tests.surfaces.console.test_invoice_desks import browser
from zhanggui.domain.finance import reports, tracing
from zhanggui.domain.finance.models import Voucher, VoucherLine
from zhanggui.domain.finance.operations.make_vouchers import make_vouchers
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SetClock
from zhanggui.kernel.refusal import NotAllowed

__all__ = [
    "accountant", "agent", "buyer", "customer", "deliver", "director", "keeper", "sold", "supplier", "terms",
    "thing", "warehouse", "wish",
]  # fmt: skip
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def booked(deliver, supplier, noon):
    """Two orders, paid on one day; then a third one, in a later run of vouchers of the same day."""
    orders = [deliver(1), deliver(1)]
    make_vouchers(by=SYSTEM, at=noon)
    orders.append(deliver(1))
    make_vouchers(by=SYSTEM, at=noon)
    return orders


def test_from_a_figure_down_to_the_order(booked, accountant, noon):
    vouchers = list(Voucher.objects.order_by("made_at", "number"))
    for voucher in vouchers:
        behind = tracing.transfers_behind(voucher, limit=100, by=accountant)
        assert len(behind) == voucher.transfers
        first = tracing.transfers_behind(voucher, limit=1, by=accountant)
        rest = tracing.transfers_behind(voucher, after=first[0].id, limit=100, by=accountant)
        assert first + rest == behind
    (month,) = {voucher.month for voucher in vouchers}
    code = "2205"
    opening, posted = tracing.account_in_month(code, month, by=accountant)
    (row,) = [one for one in reports.trial_balance(month, by=accountant) if one.account.code == code]
    assert (opening, posted[-1].balance_fen) == (row.opening_fen, row.closing_fen)
    with pytest.raises(NotAllowed):
        tracing.transfers_behind(vouchers[0], limit=1, by=somebody("仓管", Role.WAREHOUSE_KEEPER))

    with clock.using(SetClock(noon)):
        finance = browser(accountant)
        books = finance.get(f"/console/books/?month={month:%Y-%m}").content.decode()
        assert f"/console/books/accounts/{code}/?month={month:%Y-%m}" in books
        account = finance.get(f"/console/books/accounts/{code}/?month={month:%Y-%m}").content.decode()
        voucher = posted[0].line.voucher
        assert f"/console/finance/voucher/{voucher.pk}/change/" in account
        page = finance.get(f"/console/finance/voucher/{voucher.pk}/change/").content.decode()
        assert any(order.number in page for order in booked)
        assert finance.get("/console/books/accounts/9999/").status_code == 404


@pytest.mark.parametrize(
    ("layout", "code", "debit", "credit"),
    [
        pytest.param("plain", "科目编码", "借方金额", "贷方金额", id="plain"),
        pytest.param("yonyou", "科目编码", "金额借方", "金额贷方", id="Yonyou"),
        pytest.param("kingdee", "科目代码", "借方", "贷方", id="Kingdee"),
    ],
)
def test_an_accounting_package_takes_the_vouchers_in(booked, accountant, layout, code, debit, credit, noon):
    month = Voucher.objects.first().month
    with clock.using(SetClock(noon)):
        finance = browser(accountant)
        file = finance.get(f"/console/books/vouchers.xlsx?month={month:%Y-%m}&layout={layout}")
        assert finance.get("/console/books/vouchers.xlsx?layout=nobody").status_code == 404
    headings, *rows = load_workbook(BytesIO(file.content)).active.values
    place = {name: index for index, name in enumerate(headings)}
    lines = VoucherLine.objects.filter(month=month)
    assert len(rows) == lines.count()
    sums = [round(sum(row[place[side]] or 0 for row in rows) * 100) for side in (debit, credit)]
    assert sums == [sum(one.debit_fen for one in lines), sum(one.credit_fen for one in lines)]
    codes = {str(row[place[code]]) for row in rows}
    dotless = layout == "yonyou"
    assert codes == {one.code.replace(".", "") if dotless else one.code for one in lines}
