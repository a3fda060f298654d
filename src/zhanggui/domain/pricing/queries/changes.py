"""The price file: prices over time, and the changes behind them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from zhanggui.domain.pricing.capabilities import SEE_PRICE_FILES
from zhanggui.domain.pricing.models import Price, PriceChange
from zhanggui.domain.pricing.rules import Held, in_the_shop
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.identity.actor import Actor


@dataclass(frozen=True, slots=True)
class PriceSpan:
    """One price and the time it held, for a plot; ``until`` is none while no end is known."""

    kind: str
    amount_fen: int
    since: datetime
    until: datetime | None
    change_number: str


def price_history(sku_id: UUID, *, since: datetime, until: datetime) -> list[PriceSpan]:
    """Every price of a SKU that held in that time, in the order they began."""
    prices = (
        Price.objects.filter(Q(period__overlap=(since, until)), sku_id=sku_id)
        .select_related("change")
        .order_by("period")
    )
    return [
        PriceSpan(one.kind, one.amount_fen, one.period.lower, one.period.upper, one.change.number)
        for one in prices
    ]


def changes_of(by: Actor) -> QuerySet[PriceChange]:
    """The price changes this actor may see: everybody's, or those of one's own firm."""
    changes = PriceChange.objects.select_related("research", "proposed_by").order_by("-proposed_at", "-id")
    if by.may(SEE_PRICE_FILES):
        return changes
    return changes.filter(
        proposed_by__organisation=by.organisation_id, proposed_by__organisation__isnull=False
    )


@dataclass(frozen=True, slots=True)
class PublicHistory:
    """What a SKU cost everybody over some time, and what it cost on air, for the goods page."""

    since: datetime
    until: datetime
    steps: list[Held]
    on_air: list[Held]


def public_history(sku_id: UUID, *, since: datetime, until: datetime) -> PublicHistory:
    """The prices of a SKU as everybody could see them, step by step, time-limited ones among them."""
    prices = Price.objects.filter(Q(period__overlap=(since, until)), sku_id=sku_id).order_by("period")
    held = [
        Held(kind, amount, period.lower, period.upper)
        for kind, amount, period in prices.values_list("kind", "amount_fen", "period")
        if not period.isempty
    ]
    shop = [one for one in held if one.kind != PriceKind.ON_AIR]
    air = [one for one in held if one.kind == PriceKind.ON_AIR]
    return PublicHistory(since, until, in_the_shop(shop, since, until), air)
