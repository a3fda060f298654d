"""A customer asks for the invoice, keeps it as a file, and has it name somebody else."""

import base64
import re
import zlib

import pytest

from tests.domain.aftersales.conftest import deliver
from tests.domain.invoicing.conftest import FIRM, classed, house, issued
from tests.journeys.conftest import customer, thing, wish
from tests.people import somebody
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.operations.request_invoice import request_invoice
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.surfaces.design import invoice_paper

__all__ = ["classed", "customer", "deliver", "house", "thing", "wish"]
pytestmark = pytest.mark.django_db


def test_an_invoice_is_asked_for_downloaded_and_issued_again(signed_in, deliver, classed, client):
    classed()
    order = deliver(2)
    address = f"/orders/{order.number}/invoice/"
    signed_in.post(address, {"invoice-kind": "personal", "invoice-title": "王小明"})
    asked = Invoice.objects.get()
    page = signed_in.get(address).content.decode()
    assert "王小明" in page
    assert "最迟" in page
    assert signed_in.get(f"/invoices/{asked.number}.pdf").status_code == 404, "it has no number yet"

    blue = issued(asked, clock.now())
    assert blue.platform_number in signed_in.get(address).content.decode()
    paper = signed_in.get(f"/invoices/{blue.number}.pdf")
    assert paper.headers["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")
    assert paper.headers["Content-Disposition"] == f'attachment; filename="{blue.platform_number}.pdf"'
    assert signed_in.get(f"/invoices/{blue.number}.xml").content.decode() == blue.original

    firm = {"invoice-kind": "firm", "invoice-title": FIRM.name, "invoice-number": FIRM.code}
    signed_in.post(address, firm)
    issued(Invoice.objects.get(colour="red"), clock.now())
    shown = signed_in.get(address).content.decode()
    numbers = Invoice.objects.values_list("platform_number", flat=True)
    assert len(set(numbers)) == 3
    assert all(number in shown for number in numbers)
    assert signed_in.post(address, firm).status_code == 422, "it names exactly this already"

    client.force_login(Account.objects.get(pk=somebody("别的顾客", Role.CUSTOMER).account_id))
    for path in (f"/invoices/{blue.number}.pdf", f"/invoices/{blue.number}.xml", address):
        assert client.get(path).status_code == 404


def test_the_page_of_an_invoice_says_its_number_parties_lines_and_tax(
    deliver, classed, customer, monkeypatch
):

    classed()
    order = deliver(3)
    asked = request_invoice(order_id=order.pk, title=FIRM, by=customer, at=clock.now())
    blue = issued(asked, clock.now())
    drawn = _words(invoice_paper.pdf(blue))
    line = blue.lines.first()
    for word in (
        f"发票号码：{blue.platform_number}", f"名称：{FIRM.name}", f"统一社会信用代码：{FIRM.code}",
        f"名称：{blue.seller_name}", "13%", f"¥{blue.tax_fen / 100:.2f}", f"¥{blue.total_fen / 100:.2f}",
        f"{line.tax_fen / 100:.2f}", f"订单号：{order.number}",
    ):  # fmt: skip
        assert word in drawn, word


def _words(paper: bytes) -> str:
    """What stands on the pages, read back from the file itself: the font's words are UTF-16."""
    said = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", paper, re.S):
        try:
            content = zlib.decompress(base64.a85decode(stream.strip(), adobe=False).removesuffix(b"~>"))
        except ValueError:
            content = zlib.decompress(base64.a85decode(b"<~" + stream.strip(), adobe=True))
        for raw in re.findall(rb"\((.*?)(?<!\\)\) Tj", content, re.S):
            plain = re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m[1], 8)]), raw)
            plain = re.sub(rb"\\(.)", lambda m: {b"n": b"\n", b"r": b"\r"}.get(m[1], m[1]), plain, flags=re.S)
            said.append(plain.decode("utf-16-be"))
    return "\n".join(said)
