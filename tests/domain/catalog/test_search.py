"""Goods are found by words, in Chinese and by number, whatever the locale of the database (B-2.3.1)."""

import pytest
from django.db import connection

from tests import shop
from zhanggui.domain.catalog.models import SearchEntry
from zhanggui.domain.catalog.search import query_of, vector_of

pytestmark = pytest.mark.django_db


def found(asked):
    query = query_of(asked)
    if not query:
        return []
    ranked = (
        "SELECT goods_id FROM catalog_searchentry WHERE words @@ %s::tsquery ORDER BY ts_rank(words, %s) DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(ranked, [query, query])
        return [goods_id for (goods_id,) in cursor.fetchall()]


@pytest.mark.parametrize(
    ("asked", "is_found"),
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
def test_words_find_goods(noon, asked, is_found):
    version = shop.published(shop.seller(), noon)
    assert found(asked) == ([version.goods_id] if is_found else [])


def test_goods_are_found_by_their_number_and_by_sku_code(noon):
    version = shop.published(shop.seller(), noon)
    assert found(version.goods.number) == [version.goods_id]
    assert found(shop.sku_of(version).code) == [version.goods_id]


def test_the_name_counts_more_than_the_description(noon):
    who = shop.seller()
    basket = shop.published(who, noon, name="竹编果篮", description="可放青瓷茶具")
    vase = shop.published(who, noon, name="青瓷花瓶", description="素雅")
    assert found("青瓷") == [vase.goods_id, basket.goods_id]


def test_only_what_was_published_is_found(noon):
    shop.submitted(shop.seller(), noon)
    assert not SearchEntry.objects.exists()


@pytest.mark.parametrize("text", ["a'b\\c", "汉字'引号", "", "x" * 5000, "𠮷野家", "\x00\x01"])
def test_any_text_makes_a_vector_and_a_query_that_postgresql_takes(text):
    made = [vector_of([("A", text)]), query_of(text)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector, nullif(%s, '')::tsquery", made)
