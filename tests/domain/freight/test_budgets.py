"""Somebody knows before a budget is passed; a dear lane is shown with what it could cost."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.freight.conftest import DAY, NEAR, SURCHARGES, approved, wish
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.freight import refusals
from zhanggui.domain.freight.analysis import analysis
from zhanggui.domain.freight.models import Budget, BudgetAlarm
from zhanggui.domain.freight.operations.confirm_tariff import confirm_tariff
from zhanggui.domain.freight.operations.propose_budget import BudgetWish, propose_budget
from zhanggui.domain.freight.operations.propose_tariff import propose_tariff
from zhanggui.domain.freight.operations.watch_budgets import watch_budgets
from zhanggui.domain.freight.rules import Table
from zhanggui.domain.freight.spending import spent
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.partners.models import Carrier
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms.cases.models import Case

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)


def budget(manager, accountant, at, amount, **change):
    asked = BudgetWish(month=NOVEMBER, amount_fen=amount, assumptions="1 单 × 10 元", **change)
    made = propose_budget(wish=asked, by=manager, at=at)
    approved("freight.budget", made, by=accountant, at=at)
    made.refresh_from_db()
    return made


def test_a_budget_counts_the_parcels_of_its_carrier_lane_and_month(sent, hall, manager, accountant, noon):
    (accrual,) = sent()
    whole = budget(manager, accountant, noon, 10_000)
    lane = budget(
        manager, accountant, noon, 5_000, carrier_id=hall.carrier.id, warehouse_id=hall.near.id,
        province=hall.near.province,
    )  # fmt: skip
    elsewhere = budget(manager, accountant, noon, 5_000, province="西藏自治区")
    assert [spent(one) for one in (whole, lane, elsewhere)] == [accrual.amount_fen, accrual.amount_fen, 0]


def test_an_approved_budget_takes_the_place_of_the_one_before(manager, accountant, noon):
    first, second = (budget(manager, accountant, noon, amount) for amount in (10_000, 20_000))
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "in_force")
    wrong = BudgetWish(month=date(2026, 10, 1), amount_fen=1, assumptions="x")
    with nothing_changes(), pytest.raises(refusals.BudgetPast):
        propose_budget(wish=wrong, by=manager, at=noon)


def test_each_share_of_a_budget_is_told_once_with_a_case(sent, manager, accountant, noon):
    (accrual,) = sent()
    tight = budget(manager, accountant, noon, accrual.amount_fen * 100 // 85)
    with nothing_changes(), pytest.raises(NotAllowed):
        watch_budgets(by=accountant, at=noon)
    (alarm,) = watch_budgets(by=SYSTEM, at=noon)
    assert (alarm.percent, alarm.spent_fen) == (80, accrual.amount_fen)
    assert Message.objects.filter(account_id=manager.account_id, kind="freight.budget_nearly_used").exists()
    with nothing_changes():
        assert watch_budgets(by=SYSTEM, at=noon + DAY) == []
    sent()
    assert [one.percent for one in watch_budgets(by=SYSTEM, at=noon + DAY)] == [95, 100]
    cases = Case.objects.filter(kind="freight.budget_alarm").order_by("opened_at", "id")
    assert [one.severity for one in cases] == ["minor", "major"]
    assert BudgetAlarm.objects.filter(budget=tight).count() == 3
    assert Budget.objects.get().state == "in_force"


def test_a_dear_lane_is_shown_with_the_cheapest_carrier_that_keeps_the_promise(
    sent, hall, manager, accountant, noon, django_assert_max_num_queries
):
    accruals = sent(2)
    whole = sum(one.amount_fen for one in accruals)

    def rival(name, first_fen, hours):
        carrier = hall.new_carrier("active")
        Carrier.objects.filter(pk=carrier.pk).update(trades_until=noon + 400 * DAY)
        home = {**{n: getattr(NEAR, n) for n in NEAR.__dataclass_fields__}, "first_fen": first_fen}
        zone = type(NEAR)(**{**home, "hours": hours, "provinces": (hall.near.province,)})
        asked = wish(hall, table=Table(zones=(zone,), surcharges=SURCHARGES))
        tariff = propose_tariff(carrier_id=carrier.id, wish=asked, by=manager, at=noon - 40 * DAY)
        approved("freight.tariff", tariff, by=accountant, at=noon - 40 * DAY)
        courier = somebody(name, Role.CARRIER, organisation=carrier.organisation)
        confirm_tariff(tariff_id=tariff.id, by=courier, at=noon - 39 * DAY)
        return carrier

    rival("慢", 100, 24 * 30)
    cheaper = rival("快", 500, 24)
    with django_assert_max_num_queries(20):
        found = analysis(NOVEMBER, by=manager, at=noon)
    (lane,) = found.lanes
    assert (found.whole.parcels, found.whole.amount_fen, sum(found.days)) == (2, whole, whole)
    assert (lane.cheaper, lane.cheaper_fen, lane.saved_fen) == (str(cheaper), whole - 200, 200)
    assert found.carriers[0].per_parcel_fen == whole // 2
    with pytest.raises(NotAllowed):
        analysis(NOVEMBER, by=somebody("坐席", Role.CS_AGENT), at=noon)
    assert not analysis(date(2026, 10, 1), by=manager, at=noon).lanes


def test_the_costs_of_a_month_are_read_without_the_parcels_of_other_months(sent, manager, noon):
    sent()
    with CaptureQueriesContext(connection) as said:
        analysis(NOVEMBER, by=manager, at=noon)
    asked = [one["sql"] for one in said if 'FROM "freight_accrual"' in one["sql"]]
    assert len(asked) == 5
    with connection.cursor() as cursor:
        # A table of one row is always read whole; the planner is asked which way it has for a long one.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_nestloop = off")
        for sql in asked:
            cursor.execute("EXPLAIN " + sql)
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert "freight_accrual_month" in plan
            assert re.search(r"Index Cond: \(+month = ", plan)
            if "delivery_shipment" in sql:
                assert "delivery_left_the_house" in plan
                assert re.search(r"Index Cond: \(\(shipped_at >= .* AND \(shipped_at < ", plan)
