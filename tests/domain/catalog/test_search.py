"""Customers find goods by category and by words, in Chinese and by number, page by page (B-2.3.1)."""

from datetime import timedelta

import pytest
from django.db import connection

from tests import shop
from tests.people import somebody
from zhanggui.domain.catalog.operations.create_category import CategoryTerms, create_category
from zhanggui.domain.catalog.operations.stop_sale import stop_sale
from zhanggui.domain.catalog.search import query_of, vector_of
from zhanggui.domain.catalog.states import StopCause
from zhanggui.domain.partners.models import Supplier
from zhanggui.domain.partners.states import PartnerState
from zhanggui.domain.pricing.queries import goods_page, search, shelf
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import Malformed, NotFound

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def who():
    return shop.seller()


@pytest.fixture
def later(noon):
    return noon + HOUR


def names(page):
    return [card.name for card in page.cards]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("青瓷", True, id="a word of the name"),
        pytest.param("龙泉茶具", True, id="two words run together"),
        pytest.param("瓷茶", True, id="characters across the words"),
        pytest.param("西湖 茶具", True, id="brand and word"),
        pytest.param("lq-07", True, id="model in small letters"),
        pytest.param("LQ", True, id="beginning of the model"),
        pytest.param("紫砂", False, id="something else"),
        pytest.param("青瓷 紫砂", False, id="one word of two"),
        pytest.param("' & | ! :* \\", False, id="nothing but signs"),
        pytest.param("'); DROP TABLE", False, id="somebody trying"),
        pytest.param("🫖", False, id="an emoji"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_words_find_goods(who, noon, later, asked, found):
    shop.on_sale(who, noon)
    assert bool(search(asked, at=later).cards) == found


def test_goods_are_found_by_their_number_and_by_sku_code(who, noon, later):
    sku = shop.on_sale(who, noon)
    assert [card.goods_id for card in search(sku.goods.number, at=later).cards] == [sku.goods_id]
    assert [card.goods_id for card in search(sku.code, at=later).cards] == [sku.goods_id]


def test_the_name_counts_more_than_the_description(who, noon, later):
    shop.on_sale(who, noon, name="竹编果篮", description="可放青瓷茶具")
    shop.on_sale(who, noon, name="青瓷花瓶", description="素雅")
    assert names(search("青瓷", at=later)) == ["青瓷花瓶", "竹编果篮"]


def test_pages_follow_each_other_without_gap_or_repeat(who, noon, later):
    leaf = shop.category(noon)
    for n in range(7):
        shop.on_sale(who, noon + n * timedelta(seconds=1), leaf=leaf, name=f"青瓷{n}号")
    for read in (
        lambda cursor: shelf(at=later, cursor=cursor, limit=3),
        lambda cursor: search("青瓷", at=later, cursor=cursor, limit=3),
    ):
        seen, cursor = [], ""
        while cursor is not None:
            page = read(cursor)
            seen += names(page)
            cursor = page.cursor
        assert sorted(seen) == [f"青瓷{n}号" for n in range(7)]


def test_a_category_holds_what_hangs_below_it(who, noon, later):
    by = somebody("类目", Role.PRODUCT_REVIEWER)
    root = create_category(terms=CategoryTerms(code="home", name_zh="家居", name_en="Home"), by=by, at=noon)
    leaf = create_category(
        terms=CategoryTerms(code="tea-ware", name_zh="茶具", name_en="Tea ware"),
        parent_id=root.id,
        by=by,
        at=noon,
    )
    shop.on_sale(who, noon, leaf=leaf, name="在内")
    shop.on_sale(who, noon, name="在外")
    assert names(shelf(at=later, category=root.path)) == ["在内"]
    assert names(shelf(at=later, category=leaf.path)) == ["在内"]
    assert names(search("在", at=later, category=leaf.path)) == ["在内"]
    assert len(shelf(at=later).cards) == 2


def test_what_may_not_be_sold_is_not_shown(who, noon, later):
    other = shop.seller("别家有限公司")
    stopped, _kept = shop.on_sale(who, noon, name="停售"), shop.on_sale(other, noon, name="在售")
    keeper = somebody("质检", Role.QUALITY_INSPECTOR)
    stop_sale(goods_id=stopped.goods_id, cause=StopCause.QUALITY, reason="抽检", by=keeper, at=noon)
    shop.published(other, noon, name="无价")
    assert names(shelf(at=later)) == ["在售"]
    Supplier.objects.filter(pk=other.supplier.pk).update(state=PartnerState.SUSPENDED, trades_until=None)
    assert names(shelf(at=later)) == []


def test_a_card_shows_the_lowest_price_of_now(who, noon, later):
    version = shop.published(who, noon, skus=2)
    first, second = version.goods.skus.order_by("position")
    shop.priced(who, noon + timedelta(minutes=2), {first: 30_000, second: 20_000})
    shop.priced(
        who, noon + timedelta(minutes=3), {first: 15_000}, kind=PriceKind.PROMOTION, ends_at=noon + 2 * HOUR
    )
    card = shelf(at=later).cards[0]
    assert (card.amount_fen, card.price_kind, card.dearest_fen) == (15_000, "promotion", 20_000)
    assert set(card.skus) == {first.id, second.id}
    assert shelf(at=noon + 3 * HOUR).cards[0].amount_fen == 20_000


def test_lists_and_pages_take_a_bounded_number_of_queries(who, noon, later, django_assert_num_queries):
    leaf = shop.category(noon)
    number, *_others = [shop.on_sale(who, noon, leaf=leaf).goods.number for _ in range(5)]
    with django_assert_num_queries(1):
        shelf(at=later)
    with django_assert_num_queries(1):
        search("青瓷", at=later)
    with django_assert_num_queries(4):
        page = goods_page(number, at=later)
    assert page.on_sale


def test_goods_that_were_never_published_have_no_page(who, noon):
    draft = shop.drafted(who, noon)
    with pytest.raises(NotFound):
        goods_page(draft.goods.number, at=noon)


@pytest.mark.parametrize("cursor", ["x", "W10", "bnVsbA", "W251bGwsIDEsIDJd", "💥"])
def test_a_cursor_that_nobody_gave_is_refused(cursor, noon):
    with pytest.raises(Malformed):
        shelf(at=noon, cursor=cursor)


@pytest.mark.parametrize("text", ["a'b\\c", "汉字'引号", "", "x" * 5000, "𠮷野家"])
def test_any_text_makes_a_vector_and_a_query_that_postgresql_takes(text):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT %s::tsvector, nullif(%s, '')::tsquery", [vector_of([("A", text)]), query_of(text)]
        )
