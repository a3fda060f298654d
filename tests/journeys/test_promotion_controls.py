"""Each control of promotions is green while they are kept, and red when one is not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from benchmarks.shelf import goods_on_sale

from tests import offers
from tests.vocabulary import behind_the_back
from zhanggui.domain.pricing.controls import supervised
from zhanggui.domain.promotions.controls import announced_first, limits_kept
from zhanggui.domain.sales.controls import explained
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.watch_prices import watch_prices
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def orderly(wish, buyer, customer, noon):
    """An order that used a counted promotion and a coupon; prices were watched."""
    thing = goods_on_sale(31, pieces=100)[30]
    offers.announced(noon - DAY, total=5)
    coupon = offers.held(offers.announced(noon - DAY, offers.OFF_20), buyer.account_id, noon)
    order = wish(5, sku_id=thing.sku_id, announced_fen=thing.amount_fen)
    place_order(wish=replace(order, coupons=(coupon.code,)), by=customer, at=noon)
    watch_prices(by=SYSTEM, at=noon)
    return noon + HOUR


@pytest.mark.parametrize(
    ("control", "broken"),
    [
        pytest.param(announced_first, "UPDATE promotions_promotionplan SET rules_text = ''", id="no rules"),
        pytest.param(announced_first, "UPDATE promotions_promotionplan SET digest = 'x'", id="not approved"),
        pytest.param(
            announced_first,
            "UPDATE promotions_promotion SET announced_at = announced_at + interval '1 day'",
            id="announced after it began",
        ),
        pytest.param(limits_kept, "UPDATE promotions_promotionplan SET total = 0", id="beyond its limit"),
        pytest.param(
            limits_kept, "UPDATE promotions_redemption SET state = 'given_back'", id="not as in the books"
        ),
        pytest.param(
            limits_kept, "UPDATE promotions_promotionplan SET per_member = 0", id="too many for one"
        ),
        pytest.param(
            explained, "UPDATE sales_orderline SET discount_fen = discount_fen + 1", id="not explained"
        ),
        pytest.param(explained, "UPDATE pricing_price SET floor_fen = amount_fen", id="below its floor"),
    ],
)
def test_a_clause_is_kept_until_it_is_broken(control, broken, orderly):
    assert control(orderly).status == Status.KEPT
    with behind_the_back() as say:
        say(broken)
    evidence = control(orderly)
    assert evidence.status == Status.BROKEN
    assert evidence.records.count >= 1


@pytest.mark.parametrize("control", [announced_first, limits_kept, explained, supervised])
def test_nothing_proves_nothing(control, noon):
    assert control(noon).status == Status.NO_DATA


def test_supervision_that_was_missed_is_a_risk_and_a_finding_beyond_its_time_is_red(orderly):
    assert supervised(orderly).status == Status.KEPT
    assert supervised(orderly + 2 * DAY).status == Status.AT_RISK
    with behind_the_back() as say:
        say("UPDATE promotions_promotionplan SET title = '满100减90' WHERE kind = 'full_reduction'")
    assert watch_prices(by=SYSTEM, at=orderly) == 1
    assert supervised(orderly).status == Status.KEPT
    assert supervised(orderly + 16 * DAY).status == Status.BROKEN
