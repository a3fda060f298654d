"""An order is noted with the column its customer came through, once, and with nothing of who only looks."""

from dataclasses import replace
from datetime import timedelta

import pytest
from benchmarks.shelf import buyers, goods_on_sale

from tests.domain.columns.test_columns import published, terms, writer  # noqa: F401
from zhanggui.domain.columns.effect import brought_by
from zhanggui.domain.columns.models import ColumnOrder
from zhanggui.domain.sales.models import Order
from zhanggui.identity.models import Account
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def wish(db):
    shown, buyer = goods_on_sale(1, pieces=5)[0], buyers(1)[0]
    line = LineWish(sku_id=shown.sku_id, quantity=1, announced_fen=shown.amount_fen)
    return OrderWish(
        customer_id=buyer.account_id,
        channel="web",
        method="cash_on_delivery",
        address_id=buyer.address_id,
        lines=(line,),
        key="once",
        column="winter",
    )


def placed(wish, at):
    return place_order(wish=wish, by=Account.objects.get(pk=wish.customer_id).actor(), at=at)


def test_an_order_counts_for_the_column_it_came_through(terms, writer, wish, noon):  # noqa: F811
    column = published(terms, writer, noon).column
    order = placed(wish, noon)

    found = brought_by(column.pk, since=noon - DAY)
    assert (found.orders, found.amount_fen, found.lost) == (1, order.payable_fen, 0)
    assert brought_by(column.pk, since=noon + DAY).orders == 0

    Order.objects.filter(pk=order.id).update(state="cancelled", ended_at=noon, end_reason="不要了")
    found = brought_by(column.pk, since=noon - DAY)
    assert (found.orders, found.amount_fen, found.lost) == (0, 0, 1)


def test_asked_again_from_another_page_it_is_the_same_order(terms, writer, wish, noon):  # noqa: F811
    published(terms, writer, noon)
    first = placed(wish, noon)
    again = placed(replace(wish, column="another"), noon)

    assert (again.id, again.repeated) == (first.id, True)
    assert ColumnOrder.objects.get().column.code == "winter"


def test_a_code_nobody_knows_is_an_order_all_the_same(wish, noon):
    assert placed(wish, noon).payable_fen > 0
    assert not ColumnOrder.objects.exists()
