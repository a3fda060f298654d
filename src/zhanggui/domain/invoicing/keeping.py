"""What a customer has kept of an order and paid for: what its invoice says, and what returns take from it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhanggui.domain.aftersales.queries import went_back
from zhanggui.domain.invoicing import taxation
from zhanggui.domain.invoicing.refusals import TaxClassMissing
from zhanggui.domain.invoicing.rules import DELIVERY, GivenBack, Kept, Part, paid_by_line
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen


def tax_day(order: Any) -> date:
    """The day whose rates an order is taxed by: when it was signed for."""
    return (order.delivered_at or order.placed_at).astimezone(SHANGHAI).date()


def given_back(order_id: UUID, *, until: datetime) -> list[GivenBack]:
    """Everything that came back of an order and was refunded so far, in the order it was.

    A gift that was kept though its goods went back is money the customer did not get: it is taken from what
    went back first.
    """
    short: dict[UUID, Fen] = {}
    backs = []
    for one in went_back(order_id, until=until):
        left = short.setdefault(one.return_id, one.gifts_fen)
        refund = max(0, one.refund_fen - left)
        short[one.return_id] = left - (one.refund_fen - refund)
        backs.append(
            GivenBack(
                return_id=one.return_id,
                line_id=one.line_id,
                pieces=one.pieces,
                refund_fen=refund,
                goods_fen=one.goods_fen,
            )
        )
    return backs


def kept(order: Any) -> Kept:
    """What was paid for an order, by line; nothing of it has come back yet."""
    lines = [
        (line.pk, line.quantity, line.amount_fen - line.discount_fen)
        for line in order.lines.order_by("position")
    ]
    return Kept.of(paid_by_line(lines, order.goods_fen - order.discount_fen), order.freight_fen)


def barred(order: Any) -> set[UUID]:
    """The lines of an order that may not stand on a special invoice."""
    classes = taxation.classes_on(tax_day(order))
    lines = order.lines.values_list("pk", "sku__goods__category_id")
    return {line for line, category in lines if category in classes and classes[category].bars_special}


def parts_of(order: Any, left: Kept) -> Sequence[Part]:
    """What is left of an order as lines of an invoice. Raises ``TaxClassMissing``."""
    day = tax_day(order)
    classes = taxation.classes_on(day)
    parts = []
    for line in order.lines.select_related("sku__goods__category").order_by("position"):
        if left.fen[line.pk] <= 0:
            continue
        category = line.sku.goods.category
        taxed = classes.get(category.pk)
        if taxed is None:
            raise TaxClassMissing(name=category.name_zh)
        parts.append(
            Part(
                order_line_id=line.pk,
                name=line.name,
                quantity=left.pieces[line.pk],
                gross_fen=left.fen[line.pk],
                taxed=taxed,
            )
        )
    if left.fen[None] > 0:
        delivery = taxation.service(DELIVERY, day)
        parts.append(
            Part(order_line_id=None, name="配送费", quantity=1, gross_fen=left.fen[None], taxed=delivery)
        )
    return parts
