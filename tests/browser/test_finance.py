"""A customer keeps the invoice on a telephone; a supplier and finance settle the rest at their desks."""

import pytest

from tests.browser.conftest import PHONE
from tests.domain.finance.conftest import month_end, sent
from tests.domain.finance.test_settlement import terms
from tests.domain.invoicing.conftest import (
    accountant,
    agent,
    buyer,
    classed,
    customer,
    deliver,
    director,
    house,
    issued,
    keeper,
    seller,
    sold,
    supplier,
    thing,
    warehouse,
    wish,
)
from zhanggui.domain.finance.models import GoodsInvoice, Statement
from zhanggui.domain.finance.operations.make_vouchers import make_vouchers
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account, Organisation
from zhanggui.journeys.invoice_commissions import invoice_commissions
from zhanggui.kernel import clock

__all__ = [
    "accountant", "agent", "buyer", "classed", "customer", "deliver", "director", "house", "keeper", "seller",
    "sold", "supplier", "terms", "thing", "warehouse", "wish",
]  # fmt: skip


@pytest.fixture
def statement(world, house, sold, terms, supplier, noon):
    """What the house and the supplier owe each other by an order that was kept."""
    Organisation.objects.filter(pk=supplier.organisation_id).update(uscc="91350211M000100Y46")
    sold(3)
    return sent(month_end(noon))


def kept(page, words):
    """The file that a link gives."""
    with page.expect_download() as coming:
        page.click(f"text={words}")
    return coming.value.path().read_bytes()


def test_invoices_from_the_customers_telephone_to_the_desk_of_finance(
    opened, shoot, statement, classed, customer, seller, accountant
):
    classed(at=clock.now())
    line = statement.lines.select_related("order_line__order").first()
    order = line.order_line.order
    telephone = opened(Account.objects.get(pk=customer.account_id), size=PHONE)
    telephone.goto(f"/orders/{order.number}/invoice/")
    telephone.check("input[name=invoice-kind][value=personal]", force=True)
    telephone.fill("input[name=invoice-title]", "王秀兰")
    telephone.click("text=开具发票")
    telephone.wait_for_selector("text=最迟")
    blue = issued(Invoice.objects.get(), clock.now())
    telephone.reload()
    telephone.wait_for_selector(f"text={blue.platform_number}")
    shoot(telephone, "invoice")
    assert kept(telephone, "下载 PDF").startswith(b"%PDF-")
    assert blue.platform_number.encode() in kept(telephone, "数电票原件")

    desk = opened(Account.objects.get(pk=seller.account_id))
    desk.goto(f"/partners/statements/{statement.number}/")
    desk.click("text=确认结算单")
    desk.wait_for_load_state()
    assert Statement.objects.get().state == "confirmed"
    assert invoice_commissions(by=SYSTEM, at=clock.now()) == 1
    issued(Invoice.objects.get(purpose="commission"), clock.now())
    desk.reload()
    desk.fill("input[name=platform_number]", "26332000000000000001")
    desk.fill("input[name=issued_on]", clock.now().date().isoformat())
    shoot(desk, "statement-invoices")
    desk.click("text=登记发票")
    desk.wait_for_selector("text=待认证")
    assert kept(desk, "下载 PDF").startswith(b"%PDF-")

    finance = opened(Account.objects.get(pk=accountant.account_id))
    finance.goto("/console/finance/goodsinvoice/")
    finance.click("text=26332000000000000001")
    finance.click("text=认证并抵扣")
    finance.click("form.desk-form .btn-primary")
    finance.wait_for_selector("text=已认证")
    assert GoodsInvoice.objects.get().state == "certified"
    make_vouchers(by=SYSTEM, at=clock.now())
    finance.goto("/console/profit/?first=2026-11&last=2027-01&by=supplier")
    finance.wait_for_selector("svg.bars")
    shoot(finance, "profit")
    assert kept(finance, "下载 Excel").startswith(b"PK")
