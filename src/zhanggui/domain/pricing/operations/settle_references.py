"""Settling reference prices: when a promotion starts, the trades of the last days before it are known."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.catalog.queries import hold_skus
from zhanggui.domain.pricing import rules
from zhanggui.domain.pricing.capabilities import SETTLE_REFERENCES
from zhanggui.domain.pricing.facts import ReferenceSettled
from zhanggui.domain.pricing.market import trades_before
from zhanggui.domain.pricing.models import Price
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import yuan
from zhanggui.mechanisms import trail


@transaction.atomic
def settle_references(*, by: Actor, at: datetime) -> int:
    """Compare each promotion that has started with what was traded until then; show its reference, or none.

    Until this is done no reference is shown. Returns how many were settled. A job does this.
    """
    by.require(SETTLE_REFERENCES)
    due = (
        Price.objects.locked()
        .select_related("line")
        .filter(line__reference_fen__isnull=False, reference_settled_at=None, period__startswith__lte=at)
    )
    settled = 0
    for price in due:
        lowest = rules.reference_price(
            trades_before([price.sku_id], price.period.lower).get(price.sku_id, {})
        )
        _settle(price, lowest, by, at)
        settled += 1
    return settled


def _settle(price: Price, lowest: int | None, by: Actor, at: datetime) -> None:
    announced = price.line.reference_fen or 0
    fair = min(announced, lowest) if lowest is not None else None
    price.reference_fen = fair if fair is not None and fair > price.amount_fen else None
    price.reference_settled_at = at
    price.save(update_fields=["reference_fen", "reference_settled_at"])

    sku = hold_skus([price.sku_id])[price.sku_id]
    shown = f"¥{yuan(price.reference_fen)}" if price.reference_fen is not None else "—"
    fact = ReferenceSettled(sku=sku, announced_fen=announced, reference_fen=price.reference_fen, shown=shown)
    trail.record(fact, on=price, by=by, at=at, thread=price.change)
