"""What a promotion may be compared with: the lowest price really paid lately (PX-04)."""

from datetime import timedelta

import pytest

from tests import shop
from zhanggui.domain.pricing.models import Price, TradedPrice
from zhanggui.domain.pricing.operations.record_trades import Traded, record_trades
from zhanggui.domain.pricing.operations.settle_references import settle_references
from zhanggui.domain.pricing.queries import (
    offers_of,
)
from zhanggui.domain.pricing.refusals import (
    NoFairComparison,
)
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.ids import new_id

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def who():
    return shop.seller()


@pytest.fixture
def sku(who, noon):
    return shop.sku_of(shop.published(who, noon - DAY))


def sold(sku, amount_fen, at, channel="web"):
    record_trades(trades=[Traded(new_id(), sku.id, amount_fen)], channel=channel, by=SYSTEM, at=at)


def offer(sku, at, **how):
    return offers_of([sku.id], at=at, **how)[sku.id]


class TestReference:
    """The struck-out price is the lowest price really paid lately, never one that was typed (PX-04)."""

    def promotion(self, who, sku, noon, **more):
        period = {"kind": PriceKind.PROMOTION, "starts_at": noon + DAY, "ends_at": noon + 2 * DAY}
        return shop.priced(who, noon, {sku: 19_900}, compare=True, **{**period, **more})

    def test_it_is_the_lowest_traded_price_of_the_window(self, who, sku, noon):
        shop.priced(who, noon, {sku: 29_900})
        for amount, days in ((20_900, 8), (27_900, 6), (26_900, 2), (29_900, 0)):
            sold(sku, amount, noon + DAY - days * DAY - HOUR)
        self.promotion(who, sku, noon)
        settle_references(by=SYSTEM, at=noon + DAY)
        assert Price.objects.get(sku=sku, kind="promotion").reference_fen == 26_900

    def test_without_a_sale_in_the_window_it_is_the_last_traded_price(self, who, sku, noon):
        shop.priced(who, noon, {sku: 29_900})
        sold(sku, 25_900, noon - 30 * DAY)
        sold(sku, 28_900, noon - 20 * DAY)
        self.promotion(who, sku, noon)
        settle_references(by=SYSTEM, at=noon + DAY)
        assert Price.objects.get(sku=sku, kind="promotion").reference_fen == 28_900

    def test_without_any_sale_nothing_may_be_struck_out(self, who, sku, noon):
        shop.priced(who, noon, {sku: 29_900})
        with pytest.raises(NoFairComparison):
            self.promotion(who, sku, noon)

    def test_a_price_that_was_lower_lately_makes_the_reduction_untrue(self, who, sku, noon):
        shop.priced(who, noon, {sku: 29_900})
        sold(sku, 19_900, noon - DAY)
        with pytest.raises(NoFairComparison):
            self.promotion(who, sku, noon)

    def test_it_is_shown_only_after_it_was_settled_with_the_trades_up_to_the_start(self, who, sku, noon):
        shop.priced(who, noon, {sku: 29_900})
        sold(sku, 29_900, noon - HOUR)
        self.promotion(who, sku, noon)
        sold(sku, 24_900, noon + HOUR)

        assert offer(sku, noon + DAY).reference_fen is None
        assert settle_references(by=SYSTEM, at=noon + DAY) == 1
        assert settle_references(by=SYSTEM, at=noon + DAY) == 0
        assert offer(sku, noon + DAY).reference_fen == 24_900

    def test_it_is_dropped_if_the_goods_were_sold_as_cheaply_just_before(self, who, sku, noon):
        shop.priced(who, noon, {sku: 29_900})
        sold(sku, 29_900, noon - HOUR)
        self.promotion(who, sku, noon)
        sold(sku, 19_900, noon + HOUR)

        settle_references(by=SYSTEM, at=noon + DAY)
        assert offer(sku, noon + DAY).amount_fen == 19_900
        assert offer(sku, noon + DAY).reference_fen is None

    def test_a_line_counts_once_however_often_its_payment_is_told(self, sku, noon):
        trade = Traded(new_id(), sku.id, 100)
        record_trades(trades=[trade], channel="web", by=SYSTEM, at=noon)
        record_trades(trades=[trade], channel="web", by=SYSTEM, at=noon + HOUR)
        assert TradedPrice.objects.filter(sku=sku).count() == 1
