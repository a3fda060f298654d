"""Finance and the supplier at their pages: classes, invoices, profit and loss, and the files of each."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.conftest import HouseClient
from tests.domain.finance.conftest import month_end, sent
from tests.domain.finance.test_settlement import terms
from tests.domain.invoicing.conftest import (
    accountant,
    agent,
    buyer,
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
from tests.people import somebody
from zhanggui.domain.finance.models import GoodsInvoice
from zhanggui.domain.finance.operations.confirm_statement import confirm_statement
from zhanggui.domain.finance.operations.make_vouchers import make_vouchers
from zhanggui.domain.invoicing.models import CategoryTax, Invoice
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.journeys.invoice_commissions import invoice_commissions
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SetClock
from zhanggui.kernel.money import yuan

__all__ = [
    "accountant", "agent", "buyer", "customer", "deliver", "director", "house", "keeper", "seller", "sold",
    "supplier", "terms", "thing", "warehouse", "wish",
]  # fmt: skip
pytestmark = pytest.mark.django_db
FIGURE = re.compile(r'/console/profit/figure/\?[^"]+')
VOUCHER = re.compile(r"/console/finance/voucher/[0-9a-f-]+/change/")


def browser(by: Actor) -> HouseClient:
    client = HouseClient()
    client.force_login(Account.objects.get(pk=by.account_id))
    return client


def start(model: str, act: str) -> str:
    return reverse(f"admin:{model}_start", args=[act])


def test_finance_says_the_tax_asks_for_an_invoice_and_takes_it_back(house, deliver, accountant, noon):
    with clock.using(SetClock(noon)):
        order, finance = deliver(2), browser(accountant)
        ask = {"order": order.number, "title": "王小明", "code": "", "vat_kind": "ordinary_vat"}
        refused = finance.post(start("invoicing_invoice", "ask"), ask)
        assert "税收分类尚未设定" in refused.content.decode()
        said = {
            "category": "", "treatment": "standard", "class_code": "1080202000000000000",
            "short_name": "日用杂品", "special": "special_allowed", "starts_on": noon.date().isoformat(),
        }  # fmt: skip
        finance.post(start("invoicing_categorytax", "class"), said | {"class_code": "12"})
        assert not CategoryTax.objects.exists()
        finance.post(start("invoicing_categorytax", "class"), said)
        assert "13% 一般货物" in finance.get("/console/invoicing/categorytax/").content.decode()
        finance.post(start("invoicing_invoice", "ask"), ask)
        blue = issued(Invoice.objects.get(), noon)

        shown = finance.get(reverse("admin:invoicing_invoice_change", args=[blue.pk])).content.decode()
        assert "已开具" in shown
        assert finance.get(f"/console/invoices/{blue.number}.pdf").content.startswith(b"%PDF-")
        assert finance.get(f"/console/invoices/{blue.number}.xml").content.decode() == blue.original
        act = reverse("admin:invoicing_invoice_act", args=[blue.pk, "reverse"])
        finance.post(act, {"reason": "品名有误"})
        red = issued(Invoice.objects.get(colour="red"), noon)
        assert red.total_fen == -blue.total_fen
        stranger = browser(somebody("仓管", Role.WAREHOUSE_KEEPER))
        assert stranger.get(f"/console/invoices/{blue.number}.pdf").status_code in (403, 404)


def test_a_supplier_keeps_our_invoice_and_gives_its_own(
    house, sold, terms, supplier, seller, accountant, noon
):
    sold(3)
    at = month_end(noon)
    supplier.organisation.uscc = "91350211M000100Y46"
    supplier.organisation.save()
    with clock.using(SetClock(at)):
        statement = sent(at)
        confirm_statement(statement_id=statement.id, by=seller, at=at)
        invoice_commissions(by=SYSTEM, at=at)
        ours = issued(Invoice.objects.get(), at)
        client, address = browser(seller), f"/partners/statements/{statement.number}/"
        page = client.get(address).content.decode()
        assert ours.platform_number in page
        files = f"/partners/invoices/{ours.number}"
        assert client.get(f"{files}.pdf").content.startswith(b"%PDF-")
        assert client.get(f"{files}.xml").content.decode() == ours.original
        net = yuan(statement.goods_fen - statement.input_tax_fen)
        theirs = {
            "platform_number": "26332000000000000001", "issued_on": at.date().isoformat(),
            "net": str(net), "tax": str(yuan(statement.input_tax_fen)),
        }  # fmt: skip
        wrong = client.post(f"{address}goods-invoice/", theirs | {"net": str(net + 1)})
        assert wrong.status_code == 422
        assert "发票与结算单不符" in wrong.content.decode()
        client.post(f"{address}goods-invoice/", theirs)
        given = GoodsInvoice.objects.get()
        finance = browser(accountant)
        assert "待认证" in finance.get("/console/finance/goodsinvoice/").content.decode()
        finance.post(reverse("admin:finance_goodsinvoice_act", args=[given.pk, "accept"]), {"go": "on"})
        assert "已认证" in client.get(address).content.decode()
        other = browser(somebody("别家", Role.SUPPLIER))
        assert other.get(f"{files}.pdf").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_profit_is_shown_told_apart_and_given_to_excel(sold, terms, supplier, accountant, noon):
    sold(3)
    at = month_end(noon)
    with clock.using(SetClock(at)):
        sent(at)
        make_vouchers(by=SYSTEM, at=at)
        finance = browser(accountant)
        span = "first=2026-11&last=2027-01"
        page = finance.get(f"/console/profit/?{span}&by=supplier").content.decode()
        assert supplier.organisation.name in page
        assert 'class="bars"' in page
        opened = [unescape(address) for address in FIGURE.findall(page)]
        assert any("key=" in address for address in opened)
        for address in opened:
            behind = finance.get(address)
            voucher = VOUCHER.search(behind.content.decode())
            assert voucher, address
            assert sum(part.amount_fen for part in behind.context["parts"]) == behind.context["sum_fen"]
        assert finance.get(voucher[0]).status_code == 200
        web = finance.get(f"/console/profit/figure/?{span}&by=channel&key=web&column=commission_fen")
        (kept,) = re.findall(VOUCHER.pattern + r"(\?by=channel&amp;key=web)", web.content.decode())
        opened_of_web = finance.get(VOUCHER.search(web.content.decode())[0] + unescape(kept))
        assert "全部流水" in opened_of_web.content.decode()
        assert finance.get(f"/console/profit/figure/?{span}&column=turnover").status_code == 404
        assert finance.get(f"/console/profit/figure/?{span}&column=tax_fen&key=May").status_code == 404
        whole = set()
        for way in ("month", "channel", "programme", "supplier"):
            file = finance.get(f"/console/profit.xlsx?{span}&by={way}")
            rows = list(load_workbook(BytesIO(file.content)).active.values)
            results = [row[6] for row in rows[1:]]
            assert round(sum(results[:-1]), 2) == round(results[-1], 2)
            whole.add(round(results[-1], 2))
        assert len(whole) == 1
        assert browser(somebody("仓管", Role.WAREHOUSE_KEEPER)).get("/console/profit/").status_code == 403
        address = opened[0]
        assert browser(somebody("仓管二", Role.WAREHOUSE_KEEPER)).get(address).status_code == 403
