"""What the program prevents is still looked for each night, as if somebody had changed it behind its back."""

from datetime import timedelta

import pytest
from django.db import connection

from tests import offers, shop
from tests.people import somebody
from tests.vocabulary import behind_the_back, nothing_changes
from zhanggui.domain.pricing.models import PriceViolation, PriceWatch
from zhanggui.domain.pricing.operations.record_trades import Traded, record_trades
from zhanggui.domain.pricing.queries import offers_of
from zhanggui.domain.pricing.refusals import AlreadyOver, NotBelowFormer
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.domain.promotions.models import Promotion
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.suspend_price import suspend_price
from zhanggui.journeys.watch_prices import watch_prices
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms.cases.models import Case

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def who():
    return shop.seller()


@pytest.fixture
def reduced(who, noon):
    """A SKU at ¥299, reduced to ¥199 for a day and compared with ¥299, at which it was sold."""
    sku = shop.on_sale(who, noon - 40 * DAY)
    record_trades(trades=[Traded(new_id(), sku.id, 29_900)], channel="web", by=SYSTEM, at=noon - DAY)
    shop.priced(who, noon, {sku: 19_900}, kind=PriceKind.PROMOTION, ends_at=noon + DAY, compare=True)
    return sku


def found():
    return sorted(PriceViolation.objects.values_list("kind", flat=True))


def test_where_everything_is_in_order_nothing_is_found(reduced, noon):
    offers.announced(noon)
    assert watch_prices(by=SYSTEM, at=noon + HOUR) == 0
    watch = PriceWatch.objects.get()
    assert (watch.prices, watch.promotions, watch.lines, watch.found) == (1, 1, 0, 0)
    assert not PriceViolation.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "kinds"),
    [
        pytest.param(
            "UPDATE pricing_price SET amount_fen = 30000 WHERE kind = 'promotion'",
            ["false_reduction", "overcharge"],
            id="a promotion dearer than the normal price, and than was approved",
        ),
        pytest.param(
            "UPDATE pricing_price SET reference_fen = 39900 WHERE kind = 'promotion'",
            ["false_reference"],
            id="a reference nobody ever paid",
        ),
        pytest.param(
            "UPDATE pricing_tradedprice SET amount_fen = 25000",
            ["false_reference"],
            id="a reference above the lowest traded price",
        ),
        pytest.param(
            "UPDATE promotions_promotionplan SET terms = jsonb_set(terms, '{tiers,0,off_fen}', '100')",
            ["promise_refused"],
            id="a promotion that gives less than was announced",
        ),
        pytest.param(
            "UPDATE promotions_promotion SET period="
            " tstzrange(lower(period), upper(period) - interval '1 d')",
            ["promise_refused"],
            id="a promotion that ends before its announced end",
        ),
    ],
)
def test_rows_made_wrong_behind_the_programs_back_open_a_case_once(wrong, kinds, reduced, noon):
    offers.announced(noon)
    with behind_the_back() as say:
        say(wrong)

    assert watch_prices(by=SYSTEM, at=noon + HOUR) == len(kinds)
    assert found() == kinds
    assert Case.objects.filter(kind="pricing.violation").count() == len(kinds)
    assert watch_prices(by=SYSTEM, at=noon + 2 * HOUR) == 0
    assert found() == kinds


def test_a_raise_that_is_only_taken_back_is_refused_and_found(who, noon):
    sku = shop.on_sale(who, noon - 60 * DAY, amount_fen=19_900)
    shop.priced(who, noon - 10 * DAY, {sku: 29_900})
    period = {"kind": PriceKind.PROMOTION, "starts_at": noon, "ends_at": noon + DAY}
    with pytest.raises(NotBelowFormer) as told:
        shop.propose(who, noon, {sku: 19_900}, **period)
    assert str(told.value.details["former"]) == "199.00"
    shop.priced(who, noon, {sku: 19_800}, **period)
    assert watch_prices(by=SYSTEM, at=noon + HOUR) == 0
    with behind_the_back() as say:
        say("UPDATE pricing_price SET amount_fen = 19900 WHERE kind = 'promotion'")
        say("UPDATE pricing_priceline SET amount_fen = 19900 WHERE amount_fen = 19800")
    assert (watch_prices(by=SYSTEM, at=noon + HOUR), found()) == (1, ["bait"])


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(
            "UPDATE sales_orderline SET unit_fen = unit_fen + 1, amount_fen = amount_fen + quantity",
            id="dearer than announced",
        ),
        pytest.param(
            "UPDATE pricing_price SET period = tstzrange(now() + '9 years'::interval, NULL)", id="out of time"
        ),
        pytest.param("UPDATE sales_orderline SET discount_fen = 1", id="taken off without a reason"),
    ],
)
def test_what_was_charged_otherwise_than_announced_is_found(wrong, wish, customer, noon):
    place_order(wish=wish(), by=customer, at=noon)
    assert watch_prices(by=SYSTEM, at=noon) == 0
    with behind_the_back() as say:
        say(wrong)
    assert (watch_prices(by=SYSTEM, at=noon), found()) == (1, ["overcharge"])


@pytest.mark.parametrize(
    ("wrong", "amount_fen"),
    [
        pytest.param("reference_fen = 39900", 19_900, id="a reference nobody paid"),
        pytest.param("amount_fen = 39900", 39_900, id="dearer than the normal price"),
    ],
)
def test_the_price_is_suspended_at_once_and_nothing_is_sold_at_it(reduced, noon, wrong, amount_fen):
    with behind_the_back() as say:
        say(f"UPDATE pricing_price SET {wrong} WHERE kind = 'promotion'")
    watch_prices(by=SYSTEM, at=noon + HOUR)
    violation, officer = PriceViolation.objects.first(), somebody("合规", Role.COMPLIANCE_OFFICER)
    said = {"violation_id": violation.id, "reason": "划线价不实", "at": noon + HOUR}
    stranger = somebody("客服", Role.CS_AGENT)
    with nothing_changes(), pytest.raises(NotAllowed):
        suspend_price(**said, by=stranger)
    assert offers_of([reduced.id], at=noon + HOUR)[reduced.id].amount_fen == amount_fen
    suspend_price(**said, by=officer)
    with connection.cursor() as cursor:
        # What the database asks when the transaction ends.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert offers_of([reduced.id], at=noon + HOUR)[reduced.id].amount_fen == 29_900
    with nothing_changes(), pytest.raises(AlreadyOver):
        suspend_price(**said, by=officer)


def test_a_wrong_normal_price_takes_the_goods_off_sale_and_a_wrong_promotion_stops(who, noon):
    sku = shop.on_sale(who, noon - DAY)
    offers.announced(noon)
    with behind_the_back() as say:
        say("UPDATE pricing_price SET amount_fen = 29901")
        say("UPDATE promotions_promotionplan SET title = '满100减90'")
    watch_prices(by=SYSTEM, at=noon + HOUR)
    approver = somebody("审批", Role.PRICE_APPROVER)
    for violation in PriceViolation.objects.all():
        suspend_price(violation_id=violation.id, reason="与批准不符", by=approver, at=noon + HOUR)
    assert offers_of([sku.id], at=noon + HOUR)[sku.id].stops == ["stopped_price"]
    assert Promotion.objects.get().state == "suspended"
