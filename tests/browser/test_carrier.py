"""A carrier in the browser, on a phone: it agrees to prices, answers a disputed line, confirms its pay."""

from datetime import timedelta

import pytest

from tests.browser.conftest import PHONE
from tests.domain.delivery.dispatch import Dispatch
from tests.domain.freight.conftest import approved, wish
from tests.people import somebody
from zhanggui.domain.freight.comparing import BillRow
from zhanggui.domain.freight.models import BillLine, FreightStatement, Tariff
from zhanggui.domain.freight.operations.accrue_freight import accrue_freight
from zhanggui.domain.freight.operations.dispute_lines import dispute_lines
from zhanggui.domain.freight.operations.draw_freight_statement import draw_freight_statement
from zhanggui.domain.freight.operations.propose_tariff import propose_tariff
from zhanggui.domain.freight.operations.take_bill import BillPaper, take_bill
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock


@pytest.fixture
def hall(transactional_db: None) -> Dispatch:
    """A carrier to whom prices were offered."""
    hall = Dispatch(clock.now())
    day = hall.at.date()
    asked = wish(hall, starts_on=day - timedelta(days=3), ends_on=day + timedelta(days=90))
    hall.clerk = somebody("会计", Role.FINANCE)  # type: ignore[attr-defined]
    tariff = propose_tariff(carrier_id=hall.carrier.id, wish=asked, by=hall.manager, at=hall.at)
    approved("freight.tariff", tariff, by=hall.clerk, at=hall.at)  # type: ignore[attr-defined]
    return hall


def billed(hall: Dispatch) -> None:
    """One parcel billed as we reckoned, one heavier than it is; the second is disputed, the first stated."""
    rows = []
    for place in range(2):
        parcel = hall.shipped(1, f"SF5000000{place}")
        accrual = accrue_freight(shipment_id=parcel.id, by=hall.keeper, at=hall.at)
        assert accrual is not None
        rows.append(BillRow(accrual.tracking_number, 500 + 2000 * place, accrual.amount_fen + 450 * place))
    paper = BillPaper(number="ZD-1", month=hall.at.date(), rows=rows)
    bill = take_bill(carrier_id=hall.carrier.id, paper=paper, by=hall.manager, at=hall.at)
    dispute_lines(bill_id=bill.id, positions=[2], reason="我方过磅 500 克", by=hall.manager, at=hall.at)
    draw_freight_statement(
        carrier_id=hall.carrier.id,
        by=hall.clerk,  # type: ignore[attr-defined]
        at=hall.at,
    )


def test_a_carrier_agrees_answers_and_confirms(opened, shoot, hall):
    phone = opened(Account.objects.get(pk=hall.courier.account_id), size=PHONE)
    phone.goto("/partners/rates/")
    with phone.expect_navigation():
        phone.click("button:has-text('同意该运价')")
    assert Tariff.objects.get().state == "confirmed"
    shoot(phone, "carrier-rates")

    billed(hall)
    phone.goto("/partners/bills/")
    phone.click("a:has-text('ZD-1')")
    phone.fill("[name=words]", "复核后同意")
    with phone.expect_navigation():
        phone.click("button:has-text('同意我方')")
    shoot(phone, "carrier-bill")
    assert BillLine.objects.get(position=2).state == "accepted"

    statement = FreightStatement.objects.get()
    phone.goto("/partners/bills/")
    phone.click(f"a:has-text('{statement.number}')")
    with phone.expect_navigation():
        phone.click("button:has-text('确认结算单')")
    shoot(phone, "carrier-statement")
    statement.refresh_from_db()
    assert statement.state == "confirmed"
