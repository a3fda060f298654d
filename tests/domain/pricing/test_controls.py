"""Each control of prices is green over an orderly price list, and red when its clause is broken."""

from datetime import timedelta

import pytest

from tests import shop
from tests.vocabulary import behind_the_back
from zhanggui.domain.pricing import controls
from zhanggui.domain.pricing.operations.record_trades import Traded, record_trades
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def orderly(noon):
    """A normal price and a promotion that is compared with a real trade."""
    who = shop.seller()
    sku = shop.on_sale(who, noon - HOUR)
    record_trades(trades=[Traded(new_id(), sku.id, 29_900)], channel="web", by=SYSTEM, at=noon - HOUR / 2)
    shop.priced(
        who,
        noon,
        {sku: 19_900},
        kind=PriceKind.PROMOTION,
        starts_at=noon + HOUR / 2,
        ends_at=noon + 5 * HOUR,
        compare=True,
    )
    shop.settle(noon + HOUR / 2)
    return noon + HOUR


BROKEN = [
    pytest.param(
        controls.prices_approved,
        "UPDATE pricing_price SET amount_fen = amount_fen - 1",
        id="B-4.1.1 another amount",
    ),
    pytest.param(
        controls.prices_on_file,
        "UPDATE pricing_marketresearch SET conclusion = ''",
        id="B-4.1.3 no reasoning",
    ),
    pytest.param(
        controls.researched_first,
        "UPDATE pricing_marketresearch SET researched_on = researched_on - 31",
        id="B-4.2.1 stale research",
    ),
    pytest.param(
        controls.evaluated,
        "UPDATE approvals_reviewstep SET code = 'x' WHERE code = 'evaluate'",
        id="B-4.2.2 not evaluated",
    ),
    pytest.param(
        controls.three_people,
        "UPDATE approvals_decision d SET person_id = r.author_person_id"
        " FROM approvals_review r WHERE r.id = d.review_id",
        id="B-4.2.3 one person alone",
    ),
    pytest.param(
        controls.published_in_time,
        "UPDATE pricing_price SET published_at = published_at + interval '1 day'",
        id="B-4.2.4 published afterwards",
    ),
    pytest.param(
        controls.promotions_planned, "UPDATE pricing_pricechange SET reason = ''", id="B-4.3.1 no plan"
    ),
    pytest.param(
        controls.truly_lower,
        "UPDATE pricing_price SET amount_fen = 10000 WHERE kind = 'normal'",
        id="B-4.3.2 not below normal",
    ),
    pytest.param(
        controls.truly_lower,
        "UPDATE pricing_price SET reference_fen = 39900 WHERE kind = 'promotion'",
        id="B-4.3.2 compared with a price nobody paid",
    ),
]


@pytest.mark.parametrize(("control", "broken"), BROKEN)
def test_a_clause_is_kept_until_it_is_broken(control, broken, orderly):
    assert control(orderly).status == Status.KEPT
    with behind_the_back() as change:
        change(broken)
    evidence = control(orderly)
    assert evidence.status == Status.BROKEN
    assert evidence.records.count >= 1


@pytest.mark.parametrize("control", {row.values[0] for row in BROKEN} | {controls.prices_follow})
def test_an_empty_price_list_proves_nothing(control, noon):
    assert control(noon).status == Status.NO_DATA


def test_a_price_below_cost_is_a_risk_and_without_a_reason_red(orderly):
    assert controls.not_below_cost(orderly).status == Status.KEPT
    with behind_the_back() as change:
        change("UPDATE pricing_priceline SET cost_fen = 99999")
    assert controls.not_below_cost(orderly).status == Status.AT_RISK
    with behind_the_back() as change:
        change("UPDATE pricing_pricechange SET reason = ''")
    assert controls.not_below_cost(orderly).status == Status.BROKEN


def test_a_change_that_waits_too_long_is_a_risk(orderly, noon):
    assert controls.prices_follow(orderly).status == Status.KEPT
    who = shop.seller("别家有限公司")
    shop.propose(who, noon, {shop.sku_of(shop.published(who, noon)): 100})
    assert controls.prices_follow(noon + timedelta(days=6)).status == Status.AT_RISK


def test_a_reference_that_is_not_settled_is_a_risk(orderly):
    assert controls.promotions_shown(orderly).status == Status.KEPT
    with behind_the_back() as change:
        change("UPDATE pricing_price SET reference_settled_at = NULL")
    assert controls.promotions_shown(orderly).status == Status.AT_RISK
