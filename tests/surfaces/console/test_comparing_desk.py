"""Finance takes lists in, sees what differs, and settles it with somebody else; nobody else may."""

from io import BytesIO

import pytest
from benchmarks.shelf import buyers, goods_on_sale
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from tests.people import somebody
from zhanggui.domain.payments.models import Bill, Correction, Difference, Payment
from zhanggui.domain.payments.operations import BillWish, PaymentWish, compare_bill, open_payment
from zhanggui.domain.payments.rules import BillRow
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id

pytestmark = pytest.mark.django_db
HEAD = "交易时间,收入金额,支出金额,对方户名,附言,交易流水号"


@pytest.fixture
def finance(client):
    by = somebody("出纳", Role.FINANCE)
    client.force_login(Account.objects.get(pk=by.account_id))
    return client


@pytest.fixture
def transfer(db) -> Payment:
    """An order that waits for its bank transfer."""
    thing, buyer = goods_on_sale(1, pieces=10)[0], buyers(1)[0]
    wish = OrderWish(
        customer_id=buyer.account_id, channel="web", method="bank_transfer", address_id=buyer.address_id,
        lines=(LineWish(sku_id=thing.sku_id, quantity=1, announced_fen=thing.amount_fen),), key=new_id().hex,
    )  # fmt: skip
    by = Account.objects.get(pk=buyer.account_id).actor(via="web")
    order = place_order(wish=wish, by=by, at=clock.now())
    how = PaymentWish(method="bank_transfer")
    return open_payment(order_id=order.id, wish=how, by=by, at=clock.now())


def strays(count, since=0):
    """A bill of yesterday with so many payments that nobody knows."""
    at = clock.now()
    rows = [
        BillRow(number=f"X{n}P1", refund_number="", gateway_trade=f"T{n}", amount_fen=100 + n, at=at)
        for n in range(since, since + count)
    ]
    wish = BillWish(method="alipay", day=at.astimezone(SHANGHAI).date(), rows=rows, source="test")
    return compare_bill(wish=wish, by=SYSTEM, at=at)


def test_a_statement_is_taken_in_and_what_nobody_knows_is_settled_by_two(finance, transfer):
    now = f"{clock.now().astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
    money = f"{transfer.amount_fen / 100:.2f}"
    content = f"{HEAD}\n{now},{money},,王女士,{transfer.number},B1\n{now},8.00,,李先生,茶,B2\n".encode()
    answer = finance.post(
        "/console/payments/bill/start/statement/", {"file": SimpleUploadedFile("1122.csv", content)}
    )
    bill = Bill.objects.get()
    assert answer.url == f"/console/payments/bill/{bill.pk}/change/"
    transfer.refresh_from_db()
    assert transfer.state == "paid"
    page = finance.get(answer.url).content.decode()
    difference = Difference.objects.get()
    assert difference.case_number in page

    address = f"/console/payments/difference/{difference.pk}/act/propose/"
    assert "to_unclear" in finance.get(address).content.decode()
    finance.post(address, {"remedy": "to_unclear", "payment": "", "reason": "与本店无关，待退回"})
    correction = Correction.objects.get()
    assert (
        correction.reason
        in finance.get(f"/console/payments/correction/{correction.pk}/change/").content.decode()
    )
    assert (
        address not in finance.get(f"/console/payments/difference/{difference.pk}/change/").content.decode()
    )


def test_a_file_that_is_no_list_is_told_so_on_its_page(finance):
    page = finance.post(
        "/console/payments/bill/start/statement/", {"file": SimpleUploadedFile("x.csv", b"a,b\n1,2\n")}
    )
    assert page.status_code == 422
    assert "交易时间" in page.content.decode()
    assert not Bill.objects.exists()


def test_the_differences_of_a_day_go_out_as_a_workbook(finance):
    bill = strays(3)
    answer = finance.get(f"/console/payments/bills/{bill.number}/differences.xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert len(rows) == 4
    assert [row[2] for row in rows[1:]] == ["X0P1", "X1P1", "X2P1"]
    assert finance.get("/console/payments/bills/NONE/differences.xlsx").status_code == 404


def test_lists_and_differences_cost_the_same_however_many_there_are(finance):
    pages = ("/console/payments/bill/", "/console/payments/difference/")
    strays(3)
    spent = [_queries(finance, page) for page in pages]
    strays(20, since=3)
    assert [_queries(finance, page) for page in pages] == spent


def _queries(client, page):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(page)
    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    "role", [pytest.param(Role.CS_AGENT, id="an agent"), pytest.param(Role.CUSTOMER, id="a customer")]
)
def test_others_see_nothing_of_it(role, client):
    bill = strays(1)
    by = somebody("别人", role)
    client.force_login(Account.objects.get(pk=by.account_id))
    for page in (
        "bill/", "difference/", "correction/", f"bill/{bill.pk}/change/", "bill/start/statement/",
        f"bills/{bill.number}/differences.xlsx",
    ):  # fmt: skip
        assert client.get(f"/console/payments/{page}").status_code in {302, 403, 404}
