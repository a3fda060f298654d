"""A carrier reads what it is paid, agrees or answers line by line, and nothing of others."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.conftest import HouseClient
from tests.domain.freight.conftest import asks
from tests.people import firm, somebody
from zhanggui.domain.freight.models import FreightStatement, Tariff
from zhanggui.domain.freight.operations.dispute_lines import dispute_lines
from zhanggui.domain.freight.operations.draw_freight_statement import draw_freight_statement
from zhanggui.domain.partners.models import Carrier
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role

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
    stranger.post(url("answer_rates", made.id), {"confirm": "1"})
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
    for name, key in (("bill", bill.id), ("freight_statement", statement.number)):
        assert stranger.get(url(name, key)).status_code == 404
    for name, key in (("answer_line", bill.id), ("answer_freight_statement", statement.number)):
        said = {"position": "2", "words": "x", "concede": "1", "confirm": "1"}
        found = stranger.post(url(name, key), said)
        assert found.status_code in (302, 404)
    assert bill.lines.get(position=2).state == "disputed"
    assert FreightStatement.objects.get().state == "disputed"
