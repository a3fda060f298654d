"""Orders whose pieces were exchanged, and those that replaced them: one purchase, as coupons see it."""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from django.db.models import F

from zhanggui.domain.aftersales.models import Exchange
from zhanggui.domain.aftersales.purchases import Purchase
from zhanggui.domain.aftersales.reading import pieces_given_up
from zhanggui.domain.delivery.queries import pieces_made_good
from zhanggui.domain.sales.states import OrderState


def first_order(order: Purchase) -> Purchase:
    """The order that was placed in the first place: the order itself, unless it replaces something."""
    while exchange := Exchange.objects.filter(order=order.id).select_related("goods_return__order").first():
        order = exchange.goods_return.order
    return order


def pieces_gone(order: Purchase) -> Mapping[UUID, int]:
    """How many pieces of each line nothing is left of: neither they, nor what replaced them."""
    lines = list(order.lines.values_list("id", flat=True))
    gone = Counter(pieces_given_up(lines)) + Counter(pieces_made_good(lines))
    for exchange in _like_for_like(order):
        line_id = exchange.goods_return.lines.values_list("line_id", flat=True)[0]
        assert exchange.order is not None
        gone[line_id] += _gone_of(exchange.order)
    return gone


def _like_for_like(order: Purchase) -> list[Exchange]:
    done = Exchange.objects.filter(goods_return__order=order.id, settled_at__isnull=False)
    return list(
        done.filter(goods_return__lines__line__sku__goods=F("sku__goods")).select_related(
            "order", "goods_return"
        )
    )


def _gone_of(replacement: Purchase) -> int:
    if replacement.state in {OrderState.CANCELLED, OrderState.EXPIRED}:
        return sum(line.quantity for line in replacement.lines.all())
    return sum(pieces_gone(replacement).values())
