"""Prices when several people act in the same moment: one of them, never both, never half."""

from datetime import timedelta

import pytest
from django.db import connection

from tests import shop
from tests.crowd import Crowd
from tests.people import somebody
from zhanggui.domain.pricing.models import Price, PriceChange, TradedPrice
from zhanggui.domain.pricing.operations.record_trades import Traded, record_trades
from zhanggui.domain.pricing.refusals import PricesOverlap
from zhanggui.domain.pricing.states import ChangeState, PriceKind
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db(transaction=True)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def outcomes(answers):
    return sorted(type(one).__name__ for one in answers)


@pytest.fixture
def who():
    return shop.seller()


def test_one_change_approved_by_two_at_once_is_published_once(who, noon):
    sku = shop.sku_of(shop.published(who, noon - DAY))
    change = shop.propose(who, noon, {sku: 29_900})
    shop.judge_price(change, "evaluate", noon)
    approvers = [somebody(f"审批{n}", Role.PRICE_APPROVER) for n in range(4)]
    with Crowd(4) as crowd:
        answers = crowd.do(
            [lambda by=by: shop.judge_price(change, "approve", noon, by=by) for by in approvers]
        )
    assert sum(one is None for one in answers) == 1
    assert all(one is None or isinstance(one, Refusal) for one in answers)
    assert Price.objects.filter(sku=sku).count() == 1


def test_of_overlapping_promotions_approved_at_once_one_stands(who, noon):
    sku = shop.on_sale(who, noon - DAY)
    changes = []
    for amount in (19_900, 18_900, 17_900):
        period = {"kind": PriceKind.PROMOTION, "starts_at": noon + HOUR, "ends_at": noon + DAY}
        change = shop.propose(who, noon, {sku: amount}, **period)
        shop.judge_price(change, "evaluate", noon)
        changes.append((change, somebody("审批", Role.PRICE_APPROVER)))
    with Crowd(3) as crowd:
        answers = crowd.do(
            [lambda c=change, by=by: shop.judge_price(c, "approve", noon, by=by) for change, by in changes]
        )
    assert outcomes(answers) == ["NoneType", "PricesOverlap", "PricesOverlap"]
    assert Price.objects.filter(sku=sku, kind="promotion").count() == 1
    assert PriceChange.objects.filter(state=ChangeState.PROPOSED).count() == 2


def test_a_promotion_and_a_normal_price_under_it_cannot_both_come(who, noon):
    sku = shop.on_sale(who, noon - DAY)
    promotion = shop.propose(who, noon, {sku: 19_900}, kind=PriceKind.PROMOTION, ends_at=noon + DAY)
    normal = shop.propose(who, noon, {sku: 15_900})
    for change in (promotion, normal):
        shop.judge_price(change, "evaluate", noon)
    both = [(change, somebody("审批", Role.PRICE_APPROVER)) for change in (promotion, normal)]
    with Crowd(2) as crowd:
        answers = crowd.do(
            [lambda c=change, by=by: shop.judge_price(c, "approve", noon, by=by) for change, by in both]
        )
    assert outcomes(answers) == ["NoneType", "NotBelowNormal"]


def test_price_lists_over_the_same_skus_do_not_deadlock(who, noon):
    version = shop.published(who, noon - DAY, skus=6)
    skus = list(version.goods.skus.order_by("position"))
    deeds = []
    for n, order in enumerate((skus, skus[::-1], skus[3:] + skus[:3])):
        change = shop.propose(who, noon, dict.fromkeys(order, 20_000), starts_at=noon + n * HOUR)
        shop.judge_price(change, "evaluate", noon)
        by = somebody("审批", Role.PRICE_APPROVER)
        deeds.append(lambda c=change, by=by: shop.judge_price(c, "approve", noon, by=by))
    with Crowd(3) as crowd:
        answers = crowd.do(deeds)
    assert all(one is None or isinstance(one, PricesOverlap) for one in answers)
    assert sum(one is None for one in answers) >= 1
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sku_id, count(*) FROM pricing_price WHERE period @> %s AND kind = 'normal' GROUP BY 1",
            [noon + 5 * HOUR],
        )
        assert {count for _, count in cursor.fetchall()} == {1}


def test_a_payment_told_many_times_at_once_is_one_trade(who, noon):
    sku = shop.on_sale(who, noon - DAY)
    trade = Traded(new_id(), sku.id, 29_900)
    with Crowd(6) as crowd:
        answers = crowd.do([lambda: record_trades(trades=[trade], channel="web", by=SYSTEM, at=noon)] * 6)
    assert answers == [None] * 6
    assert TradedPrice.objects.filter(sku=sku).count() == 1
