"""What was frozen for a review is read in words: rows by name, bare rows in columns, instants as moments."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests import shop
from zhanggui.domain.catalog.models import Sku
from zhanggui.kernel import clock
from zhanggui.surfaces.console.frozen import readable
from zhanggui.surfaces.console.present import html

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.fixture
def sku():
    return shop.on_sale(shop.seller(), clock.now())


def prices(skus, amount=10_000):
    return [[str(sku.pk), amount, amount, amount, 5_000] for sku in skus]


def test_a_bare_row_of_a_price_change_names_its_columns_and_its_article(sku):
    (line,) = readable("pricing.change", {"lines": prices([sku])})["lines"]
    assert (line["sku"], line["new_price_fen"], line["cost_fen"]) == (sku, 10_000, 5_000)
    page = html("lines", [line])
    assert sku.code in page
    assert sku.goods.published_version.name in page
    assert "¥100.00" in page
    assert str(sku.pk) not in page


def test_many_rows_ask_no_more_than_one(sku, django_assert_num_queries):
    now = clock.now()
    others = Sku.objects.bulk_create(
        [Sku(goods=sku.goods, code=f"{sku.code}-{n}", name=f"{n} 号", created_at=now) for n in range(5)]
    )
    with django_assert_num_queries(1):
        read = readable("pricing.change", {"lines": prices([sku, *others])})["lines"]
    assert [line["sku"] for line in read] == [sku, *others]


def test_instants_and_days_are_moments_and_days():
    read = readable("broadcast.slot", {"starts_at": NOON.timestamp(), "until": "2026-12-31", "text": "2026"})
    assert (read["starts_at"], str(read["until"]), read["text"]) == (NOON, "2026-12-31", "2026")


def test_a_key_of_a_row_that_is_gone_is_short():
    gone = uuid4()
    read = readable("broadcast.slot", {"channel": str(gone)})
    assert html("programme", read["channel"]) == f"<code>{str(gone)[-12:]}</code>"
