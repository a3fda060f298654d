"""What is announced is public with its rules; coupons are claimed; what goods have cost is on their page."""

from datetime import UTC, datetime, timedelta

import pytest
from benchmarks.shelf import change_price
from django.urls import reverse

from tests import offers
from tests.memories import forget_pages
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.pricing.rules import Held, in_the_shop
from zhanggui.domain.promotions.models import Coupon
from zhanggui.domain.promotions.operations.suspend_promotion import suspend_promotion
from zhanggui.domain.promotions.rules import Bundle, CouponTerms, FullReduction, NthPiece, Scope, Tier
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock
from zhanggui.surfaces.design.stepped import Stretch, steps

pytestmark = pytest.mark.django_db
PAGE = "storefront:promotions"
DAY = timedelta(days=1)
NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)


def test_everybody_reads_the_rules_and_members_claim(client, signed_in, buyer):
    at = clock.now() - DAY
    offers.announced(at, title="满100减30", rules_text="每单一次，赠完即止。")
    coupon = offers.announced(at, offers.OFF_20)
    told = offers.announced(at, offers.OFF_20, way="by_code", claim_code="TEA2026", title="口令券")

    page = client.get(reverse(PAGE)).content.decode()
    assert "满100减30" in page
    assert "每单一次" in page
    assert "口令券" not in page
    claim = reverse("storefront:claim_coupon")
    for sent in ({"coupon": str(coupon.pk)}, {"coupon": str(coupon.pk)}, {"code": "tea2026"}, {"code": "no"}):
        assert signed_in.post(claim, sent).status_code == 302
    assert signed_in.post(claim, {"coupon": "nonsense"}).status_code == 400
    held = Coupon.objects.filter(holder_id=buyer.account_id).order_by("issued_at")
    assert [one.promotion_id for one in held] == [coupon.pk, told.pk]
    mine = signed_in.get(reverse(PAGE)).content.decode()
    assert all(one.code in mine for one in held)


def test_a_visitor_signs_in_before_claiming(client):
    coupon = offers.announced(clock.now() - DAY, offers.OFF_20)
    answer = client.post(reverse("storefront:claim_coupon"), {"coupon": str(coupon.pk)})
    assert (answer.status_code, Coupon.objects.count()) == (302, 0)
    assert "sign-in" in answer["Location"]


def test_the_queries_of_the_page_do_not_grow_with_what_is_announced(client, django_assert_max_num_queries):
    at = clock.now() - DAY
    for number in range(4):
        offers.announced(at, offers.OFF_20, title=f"券{number}")
    client.get(reverse(PAGE))
    with django_assert_max_num_queries(6):
        client.get(reverse(PAGE))


@pytest.mark.parametrize(
    ("terms", "scope", "gives", "concerned"),
    [
        pytest.param(
            FullReduction((Tier(300_00, 30_00), Tier(500_00, 60_50))),
            "all",
            "满 ¥300 减 ¥30；满 ¥500 减 ¥60.50",
            (0, 1),
            id="a full reduction on everything",
        ),
        pytest.param(
            NthPiece(3, 33), "first", "每 3 件，其中一件按单价的 33% 计", (0,), id="an nth piece of one SKU"
        ),
        pytest.param("bundle", "all", "合计 ¥1", (0,), id="a bundle"),
        pytest.param(
            CouponTerms(percent_off=10, most_fen=40_00), "all", "减 10%；最多减 ¥40", (0, 1), id="a coupon"
        ),
        pytest.param(NthPiece(2, 50), "air", "每 2 件", (), id="of prices on air only"),
    ],
)
def test_what_is_promised_stands_on_the_goods_and_is_said_from_its_numbers(
    client, shelf, numbers, terms, scope, gives, concerned
):
    first = str(shelf[0].sku_id)
    on_air = Scope(price_kinds=frozenset({"on_air"}))
    scopes = {"all": Scope(), "first": Scope(skus=frozenset({first})), "air": on_air}
    if terms == "bundle":
        terms = Bundle({first: 2}, 1_00)
    promotion = offers.announced(clock.now() - DAY, terms, scope=scopes[scope], title="开台之喜")
    page = client.get(reverse(PAGE)).content.decode()
    assert gives in page
    code = Sku.objects.get(pk=first).code
    assert (f"({code})" in page) == (first in str(promotion.plan.scope) + str(promotion.plan.terms))

    on_page = [n for n in (0, 1) if "开台之喜" in client.get(f"/g/{numbers[n]}/").content.decode()]
    assert on_page == list(concerned)
    suspend_promotion(promotion_id=promotion.pk, reason="停", by=SYSTEM, at=clock.now())
    forget_pages()
    assert "开台之喜" not in client.get(f"/g/{numbers[0]}/").content.decode()


def test_what_goods_have_cost_is_on_their_page(client, shelf, numbers):
    thing = shelf[0]
    change_price(thing, thing.amount_fen + 1_000, at=clock.now() - 10 * DAY)
    page = client.get(reverse("storefront:goods", args=[numbers[0]])).content.decode()
    assert 'class="stepped"' in page
    assert 'class="step-line"' in page
    assert page.count('<th scope="col">') >= 3


def test_the_price_everybody_paid_goes_by_steps():
    held = [
        Held("normal", 29_900, NOON - 30 * DAY, NOON - 10 * DAY),
        Held("normal", 27_900, NOON - 10 * DAY, None),
        Held("promotion", 19_900, NOON - 5 * DAY, NOON - 3 * DAY),
    ]
    assert in_the_shop(held, NOON - 20 * DAY, NOON) == [
        Held("normal", 29_900, NOON - 20 * DAY, NOON - 10 * DAY),
        Held("normal", 27_900, NOON - 10 * DAY, NOON - 5 * DAY),
        Held("promotion", 19_900, NOON - 5 * DAY, NOON - 3 * DAY),
        Held("normal", 27_900, NOON - 3 * DAY, NOON),
    ]
    assert in_the_shop(held, NOON - 40 * DAY, NOON - 35 * DAY) == []


def test_a_drawing_of_nothing_is_nothing_and_words_are_escaped():
    assert steps([], NOON, NOON + DAY, "x") == ""
    drawn = steps([Stretch(100, NOON, NOON + DAY)], NOON, NOON + DAY, 'a "b" <c>')
    assert "<c>" not in drawn
    assert drawn.count("<path") >= 2
