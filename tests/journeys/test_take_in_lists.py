"""Bank statements and carriers' remittances, as people bring them: matched by reference and by waybill."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.domain.delivery.dispatch import Dispatch
from tests.journeys.lists import compared, held, row, settle
from tests.vocabulary import nothing_changes
from zhanggui.domain.delivery.operations import CarrierNotice
from zhanggui.domain.payments import accounts, controls, sheets
from zhanggui.domain.payments.models import Difference, Payment
from zhanggui.domain.payments.operations import (
    PaymentWish,
    open_payment,
)
from zhanggui.domain.payments.refusals import NotARemedy, NotSuchAList
from zhanggui.domain.payments.states import Remedy
from zhanggui.journeys.receive_carrier_event import receive_carrier_event
from zhanggui.journeys.ship_parcel import ship_parcel
from zhanggui.journeys.take_in_lists import take_in_remittance, take_in_statement, take_what_was_agreed
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db
LATER, NEXT_DAY = timedelta(hours=1), timedelta(days=1)


HEAD = ["交易时间", "收入金额", "支出金额", "对方户名", "附言", "交易流水号"]


def workbook(*rows):
    book, file = Workbook(), BytesIO()
    sheet = book.active
    sheet.append(["招商银行 账户明细", None])
    sheet.append(["账号", "5719****0001"])
    for one in rows:
        sheet.append(list(one))
    book.save(file)
    return file.getvalue()


def text(*rows):
    return "\n".join(",".join(str(cell) for cell in one) for one in rows).encode("gbk")


@pytest.fixture
def transfer(placed, customer, noon):
    """A payment of the order by bank transfer."""
    return open_payment(order_id=placed.id, wish=PaymentWish(method="bank_transfer"), by=customer, at=noon)


@pytest.mark.parametrize("written", [pytest.param(workbook, id="Excel"), pytest.param(text, id="CSV in GBK")])
def test_a_transfer_is_known_by_the_reference_in_its_note(written, transfer, clerk, head, noon):
    mangled = f" {transfer.number[:4]}-{transfer.number[4:].lower()} 茶具"
    yuan = f"{transfer.amount_fen / 100:.2f}"
    content = written(
        HEAD,
        ["2026-11-24 13:00:00", yuan, "", "王女士", mangled, "BK1"],
        ["2026-11-24 14:00:00", "88.00", "", "李先生", "货款", "BK2"],
        ["2026-11-24 15:00:00", "", "500.00", "某供应商", "结算款", "BK3"],
    )
    bill = take_in_statement(content=content, source="1124.xlsx", by=clerk, at=noon + NEXT_DAY)
    transfer.refresh_from_db()
    assert (transfer.state, transfer.order.state, transfer.gateway_trade) == ("paid", "confirmed", "BK1")
    assert (bill.rows, bill.matched) == (2, 1)
    difference = Difference.objects.get()
    assert (difference.kind, difference.theirs_fen, difference.line.gateway_trade) == (
        "theirs_only", 88_00, "BK2",
    )  # fmt: skip
    again = take_in_statement(content=content, source="1124.xlsx", by=clerk, at=noon + NEXT_DAY)
    assert (again.rows, again.known_before, Difference.objects.count()) == (2, 2, 1)
    settle(difference, Remedy.TO_UNCLEAR, clerk, head, noon + NEXT_DAY)
    assert held("bank_transfer") == transfer.amount_fen + 88_00


def test_a_transfer_without_a_reference_may_be_found_out(transfer, clerk, head, noon):
    yuan = f"{transfer.amount_fen / 100:.2f}"
    content = text(HEAD, ["2026-11-24 13:00:00", yuan, "", "王女士", "货款", "BK7"])
    take_in_statement(content=content, source="x.csv", by=clerk, at=noon + NEXT_DAY)
    difference = Difference.objects.get()
    with pytest.raises(NotARemedy):
        settle(difference, Remedy.TAKE_PAYMENT, clerk, head, noon, payment="26112400000001P1")
    correction = settle(
        difference, Remedy.TAKE_PAYMENT, clerk, head, noon + NEXT_DAY, payment=transfer.number
    )
    take_what_was_agreed(correction_id=correction.pk, at=noon + NEXT_DAY)
    transfer.refresh_from_db()
    assert (transfer.state, held("bank_transfer")) == ("paid", transfer.amount_fen)


@pytest.mark.parametrize(
    ("content", "missing"),
    [
        pytest.param(b"a,b,c\n1,2,3\n", "交易时间", id="another table"),
        pytest.param("交易时间,收入金额\n".encode(), "交易", id="without a serial number"),
        pytest.param(b"PK\x03\x04nonsense", ".xlsx", id="a broken workbook"),
    ],
)
def test_a_file_that_is_no_such_list_takes_nothing_in(content, missing, clerk, noon):
    with nothing_changes(), pytest.raises(NotSuchAList, match=missing):
        take_in_statement(content=content, source="x", by=clerk, at=noon)
    assert sheets.reference_in("谢谢") == ("", "")


# cash at the door

PARCELS = ["运单号", "代收金额（元）", "代收手续费", "签收时间"]


@pytest.fixture
def hall(noon):
    return Dispatch(noon)


def at_the_door(hall, number):
    """A parcel that was paid at the door: what its carrier owes us now."""
    hall.stock(hall.near, 1)
    (part,) = hall.allocate(hall.order(1))
    parcel = hall.packed(part)
    ship_parcel(
        shipment_id=parcel.id, carrier_id=hall.carrier.id, tracking_number=number, by=hall.keeper, at=hall.at
    )
    notice = CarrierNotice(
        tracking_number=number, key=number, code="signed", signer="本人", occurred_at=hall.at + LATER
    )
    receive_carrier_event(carrier_id=hall.carrier.id, notice=notice, by=hall.courier, at=hall.at + LATER)
    return Payment.objects.get(order_id=parcel.order_id)


def test_cash_is_handed_over_parcel_by_parcel_or_missed(hall, clerk, head, noon):
    first, second, third = (at_the_door(hall, f"SF1000000{n}") for n in (1, 2, 3))
    due = noon + 8 * NEXT_DAY
    assert controls.cash_handed_over(noon).status is Status.NO_DATA
    assert controls.cash_handed_over(due).status is Status.BROKEN
    content = text(
        PARCELS,
        ["SF10000001", f"{first.amount_fen / 100:.2f}", "2.00", "2026-11-24"],
        ["SF10000002", f"{second.amount_fen / 100 - 1:.2f}", "2.00", "2026-11-24"],
        ["SF99999999", "10.00", "0", "2026-11-24"],
    )
    wish = {"carrier_id": hall.carrier.id, "content": content, "source": "12-02.csv", "by": clerk, "at": due}
    bill = take_in_remittance(**wish)
    assert (bill.rows, bill.matched, bill.fee_fen) == (3, 1, 4_00)
    found = {one.kind: one for one in Difference.objects.all()}
    assert {kind: one.number for kind, one in found.items()} == {
        "amount_differs": second.number,
        "theirs_only": "",
        "ours_only": third.number,
    }
    brought = first.amount_fen + second.amount_fen - 1_00 + 10_00
    assert ledger.balance(accounts.BANK_ACCOUNT).amount == brought - 4_00
    assert ledger.balance(accounts.FEES).amount == 4_00
    assert controls.cash_handed_over(due).status is Status.KEPT, "what is missed has a case"
    for difference in found.values():
        settle(difference, Remedy.TO_UNCLEAR, clerk, head, due)
    assert held("cash_on_delivery") == 0
    with nothing_changes(), pytest.raises(NotFound):
        take_in_remittance(**(wish | {"carrier_id": new_id()}))


def test_cash_handed_over_in_two_parts_is_matched_when_both_are_here(hall, noon):
    payment = at_the_door(hall, "SF10000001")
    half = payment.amount_fen // 2
    rows = [row(payment, half, trade="A"), row(payment, payment.amount_fen - half, trade="B")]
    compared(rows[:1], noon, method="cash_on_delivery")
    assert Difference.objects.get().kind == "amount_differs"
    compared(rows[1:], noon + NEXT_DAY, method="cash_on_delivery")
    assert (Difference.objects.get().state, held("cash_on_delivery")) == ("settled", 0)
