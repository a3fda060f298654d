"""What the house says of itself, goods of high quality and worth their price, is held as measured goals."""

from dataclasses import replace

import pytest

from tests import shop
from tests.domain.care.conftest import bought, buyer, customer, thing, wish
from tests.domain.governance.conftest import DAY
from tests.domain.improvement import plans
from tests.domain.improvement.conftest import read, today
from tests.vocabulary import behind_the_back, nothing_changes
from zhanggui.domain.care.models import Survey
from zhanggui.domain.care.operations.open_complaint import ComplaintWish, open_complaint
from zhanggui.domain.care.states import Matter
from zhanggui.domain.improvement import controls
from zhanggui.domain.improvement.analysing import _group, comes_out_again
from zhanggui.domain.improvement.operations.analyse import AnalysisWish, analyse
from zhanggui.domain.improvement.refusals import NothingToAnalyse
from zhanggui.domain.improvement.rules import Span
from zhanggui.domain.improvement.states import AnalysisKind
from zhanggui.domain.pricing.operations.research_market import CompetingOffer, Research, research_market
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.controls import Status
from zhanggui.mechanisms.controls.counts import count_day

__all__ = ["bought", "buyer", "customer", "thing", "wish"]

pytestmark = pytest.mark.django_db


def test_prices_are_measured_by_offers_for_the_same_article(noon):
    who = shop.seller()
    sku = shop.on_sale(who, noon - 2 * DAY, amount_fen=29_900)
    other = shop.sku_of(shop.published(who, noon - 2 * DAY, name="没有价格的茶盏"))
    offers = [
        CompetingOffer("同业", "同款", price, "网页", today(noon), sku_id)
        for price, sku_id in ((25_000, sku.pk), (31_000, sku.pk), (9_900, None), (5_000, other.pk))
    ]
    found = Research(
        skus=[sku.pk], researched_on=today(noon), offers=offers, demand="平稳", conclusion="略高"
    )
    research_market(research=found, by=who.writer, at=noon)
    assert count_day("price.benchmark", today(noon)) == (29_900 * 2, 25_000 + 31_000)
    assert count_day("price.benchmark", today(noon) - DAY) == (0, 0)

    strange = [replace(offers[0], sku_id=shop.on_sale(shop.seller("别家"), noon).pk)]
    with pytest.raises(NotFound), nothing_changes():
        research_market(research=replace(found, offers=strange), by=who.writer, at=noon)


def compared(people, noon):
    span = Span(today(noon) - 9 * DAY, today(noon) - DAY)
    wish = AnalysisWish(kind=AnalysisKind.GROUPS, title="各地区", conclusion="接近", span=span)
    return analyse(wish=wish, by=people.keeper, at=noon)


def test_groups_of_customers_are_compared_and_nobody_is_recognised(people, bought, customer, noon):
    with pytest.raises(NothingToAnalyse), nothing_changes():
        compared(people, noon + 3 * DAY)
    with behind_the_back() as change:
        change("UPDATE sales_order SET delivered_at = placed_at")
    told = ComplaintWish(text="杯子有裂纹", matter=Matter.GOODS, order_id=bought.pk)
    complaint = open_complaint(wish=told, by=customer, at=noon)
    Survey.objects.create(
        subject_type="care.complaint", subject_id=complaint.pk, title="投诉", asked_at=noon,
        customer_id=customer.account_id, answered_at=noon, method="online", service_score=4,
    )  # fmt: skip
    assert count_day("quality.complaints", today(noon)) == (1, 1)
    analysis = compared(people, noon + 3 * DAY)
    assert analysis.figures == {"groups": [["east_china", 1, 0.0, 1, None]]}, "one answer is left out"
    assert comes_out_again(analysis)
    assert _group("east_china", {"orders": 40, "returns": 2, "answers": 10, "points": 43}, 10) == [
        "east_china", 40, 5.0, 10, 4.3,
    ]  # fmt: skip


def test_the_positioning_is_held_until_a_theme_is_not_measured(people, catalogue, bought, noon):
    with behind_the_back() as change:
        change("UPDATE sales_order SET delivered_at = placed_at - interval '4 days'")
    strategy = plans.drafted(people, noon)
    for code, values, target in (
        ("quality-complaints", (1, 100), 2.0),
        ("price-benchmark", (97, 100), 100.0),
        ("survey-goods", (9, 2), 4.2),
    ):
        read(catalogue[code], noon, [values] * 5)
        plans.aimed(strategy, catalogue[code], people, noon, target=target)
    assert controls.positioning_held(noon).status == Status.BROKEN, "no strategy is in force yet"
    plans.adopted(strategy, people, noon)
    compared(people, noon)
    assert controls.positioning_held(noon).status == Status.KEPT
    with behind_the_back() as change:
        change("UPDATE improvement_goal SET target = 5 WHERE target = 4.2")
    assert controls.positioning_held(noon).status == Status.AT_RISK
    with behind_the_back() as change:
        change("UPDATE improvement_metric SET source = 'x' WHERE code = 'price-benchmark'")
    assert controls.positioning_held(noon).status == Status.BROKEN
