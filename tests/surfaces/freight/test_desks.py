"""Logistics keeps prices, bills, budgets and tours on the console; what goes out can be taken in again."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests.conftest import HouseClient
from tests.domain.freight.conftest import asks
from tests.domain.freight.test_tours import fleet
from tests.people import somebody
from zhanggui.domain.freight.models import Acceptance, Bill, Budget, Scorecard, Tariff
from zhanggui.domain.freight.operations.plan_tours import plan_tours
from zhanggui.domain.freight.sheets import bill_rows, zone_rows
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role

__all__ = ["fleet"]
pytestmark = pytest.mark.django_db
LEVELS = {
    "divisor": "8000", "fragile": "2", "insurance": "0.3", "insured_from": "500", "cod": "1",
    "cod_least": "3", "on_time": "95", "damaged": "0.5", "lost": "0.2", "complaints": "2", "cod_days": "7",
}  # fmt: skip


@pytest.fixture
def desk(manager, set_clock):
    return signed_in(manager)


def signed_in(actor):
    client = HouseClient()
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def start(model, act):
    return reverse(f"admin:freight_{model}_start", args=[act])


def csv(*rows):
    text = "运单号,重量,金额\n" + "\n".join(",".join(map(str, row)) for row in rows)
    return SimpleUploadedFile("zd.csv", text.encode("gb18030"), "text/csv")


def test_a_price_table_goes_out_for_excel_and_comes_back_as_the_next_proposal(desk, hall, tariff):
    file = desk.get(reverse("admin:freight_zones_file", args=[tariff.id])).content
    assert {zone.code: zone for zone in zone_rows(file)} == {zone.code: zone for zone in tariff.table().zones}
    said = {
        **LEVELS, "carrier": str(hall.carrier.id), "starts_on": "2027-02-01", "ends_on": "2027-12-31",
        "zones": SimpleUploadedFile("prices.xlsx", file),
    }  # fmt: skip
    answer = desk.post(start("tariff", "propose"), said)
    assert answer.status_code == 302, answer.content.decode()
    made = Tariff.objects.get(number=2)
    assert made.table() == tariff.table()
    assert made.levels() == tariff.levels()
    wrong = SimpleUploadedFile("prices.xlsx", b"not a sheet \x00")
    assert desk.post(start("tariff", "propose"), {**said, "zones": wrong}).status_code == 422


def test_a_bill_is_taken_in_decided_by_line_or_by_kind_and_taken_out(hall, sent, manager, set_clock):
    right, heavy, dear, strange = *sent(3), ("SF66666666", "0.5", "6.00")
    rows = [
        (right.tracking_number, "0.5", right.amount_fen / 100),
        (heavy.tracking_number, "2.1", (heavy.amount_fen + 450) / 100),
        (dear.tracking_number, "0.5", (dear.amount_fen + 1) / 100),
        strange,
    ]
    assert bill_rows(csv(*rows).read())[1].grams == 2100
    set_clock.move(timedelta(days=15))
    desk = signed_in(manager)
    said = {"carrier": str(hall.carrier.id), "number": "ZD-11", "month": "2026-11"}
    bad = desk.post(start("bill", "take"), {**said, "file": csv(("SF1", "一斤", "6"))})
    assert bad.status_code == 422
    assert "第 2 行" in bad.content.decode()
    assert desk.post(start("bill", "take"), {**said, "file": csv(*rows)}).status_code == 302
    bill = Bill.objects.get()
    act = lambda name: reverse("admin:freight_bill_act", args=[bill.id, name])  # noqa: E731
    assert desk.post(act("accept"), {"positions": "2", "finding": "", "reason": "属实"}).status_code == 302
    assert Acceptance.objects.get().lines_asked == [2]
    asked = {"positions": "", "finding": "not_ours", "reason": "非我方运单"}
    assert desk.post(act("dispute"), asked).status_code == 302
    assert desk.post(act("dispute"), {"positions": "x-y", "finding": "", "reason": "z"}).status_code == 422
    states = dict(bill.lines.values_list("position", "state"))
    assert states == {1: "accepted", 2: "asked", 3: "open", 4: "disputed"}
    page = desk.get(reverse("admin:freight_bill_change", args=[bill.id])).content.decode()
    assert "重量不符" in page
    file = desk.get(reverse("admin:freight_bill_file", args=[bill.id]))
    assert load_workbook(BytesIO(file.content)).active.max_row == 5


def test_budget_analysis_scores_and_freight_of_a_parcel_are_shown(desk, hall, sent, manager, set_clock):
    (accrual,) = sent()
    said = {"month": "2026-11", "carrier": "", "warehouse": "", "province": "", "amount": "100",
            "assumptions": "上月 × 1.1"}  # fmt: skip
    assert desk.post(start("budget", "propose"), said).status_code == 302
    assert Budget.objects.get().amount_fen == 10_000
    page = desk.get(reverse("admin:freight_analysis")).content.decode()
    assert f"¥{accrual.amount_fen / 100:.2f}" in page
    assert desk.get(reverse("admin:freight_analysis") + "?month=2026-11&as=xlsx").status_code == 200
    assert "首重" in desk.get(reverse("admin:freight_accrual_change", args=[accrual.id])).content.decode()
    set_clock.move(timedelta(days=15))
    desk = signed_in(manager)
    assert desk.post(start("scorecard", "evaluate"), {"month": "2026-11"}).status_code == 302
    card = Scorecard.objects.get()
    assert "准时送达" in desk.get(reverse("admin:freight_scorecard_change", args=[card.id])).content.decode()
    carrier = desk.get(reverse("admin:partners_carrier_change", args=[hall.carrier.id])).content.decode()
    assert "未培训" in carrier


def test_a_tour_has_a_sheet_that_hides_what_labels_hide(desk, hall, fleet, sent, manager, noon):
    sent(2)
    (tour,) = plan_tours(warehouse_id=hall.near.id, day=date(2026, 11, 24), by=manager, at=noon).tours
    page = desk.get(reverse("admin:tour_sheet", args=[tour.id])).content.decode()
    assert "浙A·8K236" in page
    assert page.count('<td class="nowrap">') == 2
    assert "*" in page
    agent = signed_in(somebody("坐席", Role.CS_AGENT))
    assert agent.get(reverse("admin:tour_sheet", args=[tour.id])).status_code in (403, 404)
    assert agent.get(reverse("admin:freight_bill_changelist")).status_code in (403, 404)


def test_a_list_of_many_bills_asks_as_often_as_of_few(
    desk, hall, sent, billed, django_assert_max_num_queries
):
    for place in range(3):
        (accrual,) = sent()
        billed([asks(accrual)], number=f"ZD-{place}")
    desk.get(reverse("admin:freight_bill_changelist"))
    with django_assert_max_num_queries(14):
        desk.get(reverse("admin:freight_bill_changelist"))
