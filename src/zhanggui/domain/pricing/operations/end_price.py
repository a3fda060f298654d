"""Ending a promotion or on-air price before its time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from zhanggui.domain.catalog.queries import hold_skus
from zhanggui.domain.pricing.capabilities import END_PRICES
from zhanggui.domain.pricing.facts import PriceEnded
from zhanggui.domain.pricing.models import Price
from zhanggui.domain.pricing.refusals import AlreadyOver, NormalPriceStays
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def end_price(*, price_id: UUID, reason: str, by: Actor, at: datetime) -> Price:
    """From now on the price does not hold; one that had not begun never will.

    Raises ``NormalPriceStays`` for normal prices and ``AlreadyOver``.
    """
    by.require(END_PRICES)
    sku_id = Price.objects.filter(pk=price_id).values_list("sku_id", flat=True).first()
    if sku_id is None:
        raise NotFound
    codes = hold_skus([sku_id])
    price = Price.objects.locked().get(pk=price_id)
    if price.kind == PriceKind.NORMAL:
        raise NormalPriceStays
    if price.period.isempty or price.period.upper <= at:
        raise AlreadyOver

    price.period = DateTimeTZRange(price.period.lower, max(at, price.period.lower))
    price.save(update_fields=["period"])

    fact = PriceEnded(sku=codes[sku_id], kind=price.kind, amount_fen=price.amount_fen)
    trail.record(fact, on=price, by=by, at=at, reason=reason, thread=price.change)
    return price
