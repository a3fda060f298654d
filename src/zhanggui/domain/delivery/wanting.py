"""What an order still wants to be set aside: its lines, less the pieces that wait apart or were refunded."""

from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.db.models import Q, Sum

from zhanggui.domain.delivery.choosing import Need
from zhanggui.domain.delivery.models import Shortage
from zhanggui.domain.delivery.states import ShortWay

APART = Q(way__in=["", ShortWay.REFUNDED])
"""Shortages whose pieces are not to be sent with the rest of their order."""

APART_OF_LINE = Q(shortages__way__in=["", ShortWay.REFUNDED])
"""The same, seen from an order line."""


def pieces_apart(order_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many pieces of order lines wait apart, or were refunded, by line; in one statement."""
    short = Shortage.objects.filter(APART, order_id__in=list(order_ids))
    return dict(short.values_list("order_line_id").annotate(n=Sum("pieces")).order_by())


def needs_of(order_id: UUID) -> list[Need]:
    """What is to be set aside for all of an order."""
    lines = apps.get_model("sales", "OrderLine").objects.filter(order_id=order_id).order_by("position")
    apart = pieces_apart([order_id])
    wanted = [
        Need(line, sku, quantity - apart.get(line, 0))
        for line, sku, quantity in lines.values_list("id", "sku_id", "quantity")
    ]
    return [need for need in wanted if need.quantity]
