"""What freight proves: each control is shown green, and turning red."""

from datetime import date, timedelta

import pytest

from tests.domain.freight.conftest import DAY, asks
from tests.domain.freight.test_budgets import budget
from tests.domain.freight.test_tours import fleet
from tests.vocabulary import behind_the_back
from zhanggui.domain.freight import controls
from zhanggui.domain.freight.operations.confirm_tariff import confirm_tariff
from zhanggui.domain.freight.operations.end_tariff import end_tariff
from zhanggui.domain.freight.operations.evaluate_carrier import evaluate_carrier
from zhanggui.domain.freight.operations.plan_tours import plan_tours
from zhanggui.domain.freight.operations.watch_budgets import watch_budgets
from zhanggui.domain.freight.rules import Kept
from zhanggui.domain.partners.models import Carrier
from zhanggui.identity.actor import SYSTEM

__all__ = ["fleet"]

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)


def test_every_carrier_works_by_agreed_prices(hall, offered, manager, noon):
    assert controls.prices_agreed(noon).status == "no_data"
    Carrier.objects.filter(pk=hall.carrier.pk).update(trades_until=noon + 400 * DAY)
    red = controls.prices_agreed(noon)
    assert (red.status, red.records.query) == ("broken", {"id__in": str(hall.carrier.id)})
    hall.shipped(1)
    tariff = offered()
    confirm_tariff(tariff_id=tariff.id, by=hall.courier, at=noon)
    assert controls.prices_agreed(noon).status == "at_risk", "a parcel without a price"
    assert controls.prices_agreed(noon - DAY).status == "kept"
    end_tariff(tariff_id=tariff.id, last_day=noon.date(), reason="换价", by=manager, at=noon)
    assert controls.prices_agreed(noon + 2 * DAY).status == "broken"


def test_carriers_are_evaluated_by_the_tenth(hall, sent, manager, noon):
    assert controls.carriers_evaluated(noon).status == "no_data"
    sent()
    december = noon.replace(month=12, day=5)
    assert controls.carriers_evaluated(december).status == "at_risk"
    assert controls.carriers_evaluated(december + 6 * DAY).status == "broken"
    evaluate_carrier(carrier_id=hall.carrier.id, month=NOVEMBER, kept=Kept(), by=manager, at=december)
    assert controls.carriers_evaluated(december + 6 * DAY).status == "kept"


def test_who_is_below_a_level_is_supervised_in_time(hall, tariff, manager, noon):
    december = noon.replace(month=12, day=5)
    assert controls.carriers_supervised(december).status == "no_data"
    low = Kept(ended=100, lost=1)
    card = evaluate_carrier(carrier_id=hall.carrier.id, month=NOVEMBER, kept=low, by=manager, at=december)
    assert controls.carriers_supervised(december).status == "kept"
    assert controls.carriers_supervised(december + 31 * DAY).status == "broken"
    with behind_the_back() as do:
        do("DELETE FROM cases_case WHERE subject_id = %s", [card.id])
    red = controls.carriers_supervised(december)
    assert (red.status, red.records.query) == ("broken", {"id__in": str(card.id)})


def test_every_lane_stands_under_a_budget(sent, hall, manager, accountant, noon):
    assert controls.budget_approved(noon).status == "no_data"
    sent()
    assert controls.budget_approved(noon).status == "broken"
    budget(manager, accountant, noon, 10_000, province="西藏自治区")
    assert controls.budget_approved(noon).status == "broken"
    budget(manager, accountant, noon, 10_000, carrier_id=hall.carrier.id)
    assert controls.budget_approved(noon).status == "kept"


def test_bills_are_compared_and_decided(sent, billed, noon):
    assert controls.bills_compared(noon).status == "no_data"
    first, second = sent(2)
    bill = billed([asks(first), asks(second, fen=second.amount_fen + 1)])
    taken = noon + 15 * DAY
    assert controls.bills_compared(taken).status == "kept"
    red = controls.bills_compared(taken + 16 * DAY)
    assert (red.status, red.records.query) == ("broken", {"id__in": str(bill.id)})
    billed([("SF88888888", 500, 600)], number="ZD-12")
    assert controls.bills_compared(taken).status == "broken", "more than one in a hundred is not ours"


def test_tours_are_shorter(hall, fleet, sent, manager, noon):
    assert controls.tours_shorter(noon).status == "no_data"
    sent(2)
    plan_tours(warehouse_id=hall.near.id, day=noon.date(), by=manager, at=noon)
    assert controls.tours_shorter(noon).status == "kept"
    with behind_the_back() as do:
        do("UPDATE freight_tour SET metres = simple_metres + 1")
    assert controls.tours_shorter(noon).status == "broken"
    assert controls.tours_shorter(noon + timedelta(days=31)).status == "no_data"


def test_budgets_are_kept_or_told_of(sent, manager, accountant, noon):
    assert controls.budgets_kept(noon).status == "no_data"
    (accrual,) = sent()
    budget(manager, accountant, noon, accrual.amount_fen * 100 // 90)
    assert controls.budgets_kept(noon).status == "broken", "nobody was told"
    watch_budgets(by=SYSTEM, at=noon)
    assert controls.budgets_kept(noon).status == "kept"
    assert controls.budgets_kept(noon + 6 * DAY).status == "broken", "the case is late"
    sent()
    watch_budgets(by=SYSTEM, at=noon)
    assert controls.budgets_kept(noon).figures["budgets passed"] == 1
    assert controls.budgets_kept(noon).status == "broken"
