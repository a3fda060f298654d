"""What is wrong with prices that stand in the list: found by computing, however it got there (B-4.4.1)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext

from zhanggui.domain.pricing import rules
from zhanggui.domain.pricing.market import normal_prices, trades_before
from zhanggui.domain.pricing.models import Price
from zhanggui.domain.pricing.states import PriceKind, ViolationKind
from zhanggui.kernel.money import Fen, yuan
from zhanggui.kernel.norms import norm

LATELY = timedelta(days=1)
"""A price that ended since the last check is still looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """One breach that was found: of which rule, where, and what may be suspended over it."""

    key: str
    kind: ViolationKind
    what: str
    goods_id: UUID | None
    price_id: UUID | None = None
    promotion_id: UUID | None = None


def price_suspicions(at: datetime) -> Iterator[Suspicion]:
    """Every special price that held lately and breaks a rule of prices, with the facts in words."""
    yield from _altered(at)
    special = list(special_prices(at).select_related("sku"))
    spans = normal_prices({price.sku_id for price in special})
    for price in special:
        normals = spans.get(price.sku_id, [])
        yield from _not_lower(price, normals)
        yield from _raised_first(price, normals)
        yield from _exaggerated(price)


def special_prices(at: datetime) -> QuerySet[Price]:
    """The prices that are looked at: every one below the normal price that held lately."""
    return Price.objects.filter(period__overlap=(at - LATELY, at)).exclude(kind=PriceKind.NORMAL)


def _said(price: Price, kind: ViolationKind, what: str) -> Suspicion:
    return Suspicion(
        key=f"price:{price.id}:{kind.value}",
        kind=kind,
        what=f"{price.sku.code}: {what}",
        goods_id=price.sku.goods_id,
        price_id=price.id,
    )


def _not_lower(price: Price, normals: Sequence[rules.Span]) -> Iterator[Suspicion]:
    lowest = rules.lowest_normal(normals, price.period.lower, price.period.upper)
    if lowest is None or price.amount_fen >= lowest:
        what = gettext("the special price ¥%(price)s is not below the normal price ¥%(normal)s.") % {
            "price": yuan(price.amount_fen),
            "normal": _or_none(lowest),
        }
        yield _said(price, ViolationKind.FALSE_REDUCTION, what)


def _raised_first(price: Price, normals: Sequence[rules.Span]) -> Iterator[Suspicion]:
    days = norm("price.raise_watch_days", on=price.period.lower)
    former = rules.raised_since(normals, price.period.lower, days)
    if former is not None and former <= price.amount_fen < _or_zero(normals, price):
        what = gettext(
            "the normal price was raised from ¥%(former)s less than %(days)s days before it was reduced"
            " to ¥%(price)s."
        ) % {"former": yuan(former), "days": days, "price": yuan(price.amount_fen)}
        yield _said(price, ViolationKind.BAIT, what)


def _exaggerated(price: Price) -> Iterator[Suspicion]:
    if price.reference_fen is None:
        return
    traded = trades_before([price.sku_id], price.period.lower).get(price.sku_id, {})
    lowest = rules.reference_price(traded)
    if lowest is None or price.reference_fen > lowest:
        what = gettext(
            "it is compared with ¥%(reference)s, but the lowest price traded before was ¥%(lowest)s."
        ) % {"reference": yuan(price.reference_fen), "lowest": _or_none(lowest)}
        yield _said(price, ViolationKind.FALSE_REFERENCE, what)


def _altered(at: datetime) -> Iterator[Suspicion]:
    """Prices that hold otherwise than they were approved."""
    for price_id, goods_id, code, amount, approved in _asked(ALTERED_SQL, [at - LATELY, at]):
        what = gettext("¥%(price)s stands in the list, but ¥%(approved)s was approved.") % {
            "price": yuan(amount),
            "approved": yuan(approved),
        }
        yield Suspicion(
            key=f"price:{price_id}:{ViolationKind.OVERCHARGE.value}",
            kind=ViolationKind.OVERCHARGE,
            what=f"{code}: {what}",
            goods_id=goods_id,
            price_id=price_id,
        )


ALTERED_SQL = """
SELECT price.id, sku.goods_id, sku.code, price.amount_fen, line.amount_fen
  FROM pricing_price price
  JOIN pricing_priceline line ON line.id = price.line_id
  JOIN catalog_sku sku ON sku.id = price.sku_id
 WHERE price.period && tstzrange(%s, %s) AND price.amount_fen <> line.amount_fen
 ORDER BY price.id
"""


def _asked(sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())


def _or_none(fen: Fen | None) -> str:
    return "—" if fen is None else str(yuan(fen))


def _or_zero(normals: Sequence[rules.Span], price: Price) -> Fen:
    return rules.lowest_normal(normals, price.period.lower, price.period.upper) or 0
