"""A carrier reads what it is paid, agrees or answers line by line, and nothing of others."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.transaction import atomic
from django.urls import reverse
from openpyxl import load_workbook

from tests.conftest import HouseClient
from tests.domain.freight.conftest import asks
from tests.people import firm, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.freight.comparing import BillRow
from zhanggui.domain.freight.models import Bill, FreightStatement, Tariff
from zhanggui.domain.freight.operations.dispute_lines import dispute_lines
from zhanggui.domain.freight.operations.draw_freight_statement import draw_freight_statement
from zhanggui.domain.freight.operations.take_bill import BillPaper, take_bill
from zhanggui.domain.partners.models import Carrier
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotFound
from zhanggui.surfaces.api.callers import token_for

pytestmark = pytest.mark.django_db


def signed_in(actor):
    client = HouseClient()
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


@pytest.fixture
def stranger(noon):
    organisation = firm("别家快运", "carrier")
    Carrier.objects.create(number="C999999", organisation=organisation, created_at=noon)
    return signed_in(somebody("别家", Role.CARRIER, organisation=organisation))


def url(name, *args):
    return reverse(f"partner_portal:{name}", args=args)


def test_a_carrier_agrees_to_its_prices(hall, offered, stranger):
    made = offered()
    courier = signed_in(hall.courier)
    page = courier.get(url("rates")).content.decode()
    assert "西藏自治区" in page
    assert "同意该运价" in page
    assert stranger.post(url("answer_rates", made.id), {"confirm": "1"}).status_code == 404
    courier.post(url("answer_rates", made.id), {"decline": "1", "words": ""})
    assert Tariff.objects.get().state == "offered", "no reason was given"
    courier.post(url("answer_rates", made.id), {"confirm": "1"})
    assert Tariff.objects.get().state == "confirmed"
    assert "同意该运价" not in courier.get(url("rates")).content.decode()


def test_a_carrier_answers_disputed_lines_and_confirms_its_statement(
    hall, sent, billed, manager, accountant, stranger, noon
):
    right, heavy = sent(2)
    bill = billed([asks(right), asks(heavy, grams=3000, fen=heavy.amount_fen + 600), ("SF77777777", 1, 900)])
    at = noon + timedelta(days=16)
    dispute_lines(bill_id=bill.id, positions=[2, 3], reason="与我方记录不符", by=manager, at=at)
    courier = signed_in(hall.courier)
    page = courier.get(url("bill", bill.id)).content.decode()
    assert page.count('name="concede"') == 2
    courier.post(url("answer_line", bill.id), {"position": "2", "words": "有过磅单", "uphold": "1"})
    courier.post(url("answer_line", bill.id), {"position": "3", "words": "误计", "concede": "1"})
    assert [line.state for line in bill.lines.order_by("position")] == ["accepted", "disputed", "closed"]
    statement = draw_freight_statement(carrier_id=hall.carrier.id, by=accountant, at=at)
    file = courier.get(url("freight_statement_file", statement.number))
    assert load_workbook(BytesIO(file.content)).active.max_row == 2
    answer = url("answer_freight_statement", statement.number)
    courier.post(answer, {"object": "1", "words": "少一单"})
    assert FreightStatement.objects.get().state == "disputed"
    assert "少一单" in courier.get(url("freight_statement", statement.number)).content.decode()
    _every_line_leads_to_its_parcel_and_transfers(statement, hall.courier, accountant, right)
    for name, key in (("bill", bill.id), ("freight_statement", statement.number)):
        assert stranger.get(url(name, key)).status_code == 404
    for name, key in (("answer_line", bill.id), ("answer_freight_statement", statement.number)):
        said = {"position": "2", "words": "x", "concede": "1", "confirm": "1"}
        found = stranger.post(url(name, key), said)
        assert found.status_code in (302, 404)
    assert bill.lines.get(position=2).state == "disputed"
    assert FreightStatement.objects.get().state == "disputed"


def _every_line_leads_to_its_parcel_and_transfers(statement, courier, accountant, parcel):
    """In the portal, by program (which answers it too), and on the desk of those who pay it."""
    asked, own = HouseClient(), f"/api/carriers/statements/{statement.number}"
    key = {"Authorization": f"Bearer {token_for(courier.account_id)}"}
    (line,) = asked.get(f"{own}/lines", headers=key).json()["lines"]
    assert (line["parcel"], line["settled_fen"]) == (parcel.shipment.number, statement.net_fen)
    moves = [(one["entry"], one["change_fen"]) for one in line["moves"]]
    assert moves == [("freight.accrued", parcel.amount_fen), ("freight.billed", statement.net_fen)]
    listed = asked.get("/api/carriers/statements", headers=key).json()["statements"]
    assert [(one["number"], one["objection"]) for one in listed] == [(statement.number, "少一单")]
    doubt = {"reason": "少一单：SF77777777"}
    sent_in = asked.post(f"{own}/objections", doubt, content_type="application/json", headers=key)
    assert sent_in.status_code == 409, "it waits for the answer to the first one"
    behind = asked.get(f"{own}/lines?after={statement.lines.get().id}", headers=key).json()
    assert behind == {"lines": [], "next": None}
    page = signed_in(courier).get(url("freight_statement", statement.number) + "?after=²").content.decode()
    desk = signed_in(accountant).get(f"/console/freight/freightstatement/{statement.pk}/change/")
    for told in (page, desk.content.decode()):
        assert parcel.shipment.number in told
        assert told.count("计提运费") == told.count("运费对账一致") == 1
    theirs = {"Authorization": f"Bearer {token_for(somebody('别家', Role.CARRIER).account_id)}"}
    for address in ("", "/lines"):
        assert asked.get(own + address, headers=theirs).status_code == 404


def sheet(*rows: tuple[str, str, str]) -> SimpleUploadedFile:
    lines = ["运单号,重量,金额", *(",".join(row) for row in rows)]
    return SimpleUploadedFile("bill.csv", "\n".join(lines).encode("gb18030"), "text/csv")


def test_a_carrier_sends_its_bill_and_sees_at_once_what_differs(hall, sent, noon):
    right, heavy = sent(2)
    courier, page = signed_in(hall.courier), url("bills")
    rows = [
        (one.tracking_number, f"{one.grams / 1000:.3f}", f"{(one.amount_fen + more) / 100:.2f}")
        for one, more in ((right, 0), (heavy, 600))
    ]
    month = f"{noon:%Y-%m}"
    wrong = courier.post(page, {"number": "CY-1", "month": month, "sheet": sheet(("SF1", "x", "1"))})
    assert wrong.status_code == 422
    assert not Bill.objects.exists()
    answer = courier.post(page, {"number": "CY-1", "month": month, "sheet": sheet(*rows)})
    bill = Bill.objects.get()
    assert (answer.url, bill.carrier_id, bill.lines_count) == (url("bill", bill.pk), hall.carrier.id, 2)
    told = courier.get(url("bill", bill.pk)).content.decode()
    assert heavy.tracking_number in told
    assert right.tracking_number not in told
    courier.post(page, {"number": "CY-1", "month": month, "sheet": sheet(*rows)})
    assert Bill.objects.count() == 1


def test_a_carrier_bills_for_itself_alone_and_reads_its_bill_by_program(hall, sent, noon, stranger):
    (right,) = sent(1)
    paper = BillPaper(number="ZD-1", month=noon.date(), rows=[BillRow("SF1", 1, 1)])
    other = Carrier.objects.get(number="C999999")
    with nothing_changes(), pytest.raises(NotFound), atomic():
        take_bill(carrier_id=other.id, paper=paper, by=hall.courier, at=noon)
    headers = {"Authorization": f"Bearer {token_for(hall.courier.account_id)}"}
    lines = [
        {"tracking_number": right.tracking_number, "grams": right.grams, "fen": right.amount_fen},
        {"tracking_number": "SF000000", "grams": 900, "fen": 800},
    ]
    body = {"number": "API-1", "month": f"{noon:%Y-%m}", "lines": lines}
    sent_in = HouseClient().post(
        "/api/carriers/bills", body, content_type="application/json", headers=headers
    )
    assert [one["finding"] for one in sent_in.json()["differing"]] == ["not_ours"]
    again = HouseClient().get("/api/carriers/bills/API-1", headers=headers)
    assert again.json() == sent_in.json()
    theirs = {"Authorization": f"Bearer {token_for(somebody_of(other).account_id)}"}
    assert HouseClient().get("/api/carriers/bills/API-1", headers=theirs).status_code == 404


def somebody_of(carrier: Carrier) -> Actor:
    return somebody("别家系统", Role.CARRIER, organisation=carrier.organisation)
