"""Publishing prices: from the moment they start, this is what customers pay (B-4.2.4)."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from zhanggui.domain.catalog.queries import hold_skus
from zhanggui.domain.pricing.capabilities import APPROVE_PRICES
from zhanggui.domain.pricing.checks import Judged, judge, refuse_taken
from zhanggui.domain.pricing.facts import PricesPublished
from zhanggui.domain.pricing.models import Price, PriceChange, PriceLine
from zhanggui.domain.pricing.refusals import BadPeriod
from zhanggui.domain.pricing.rules import LineWish, PriceTerms
from zhanggui.domain.pricing.states import CHANGE, PriceKind
from zhanggui.domain.pricing.words import over_said
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def publish_price_change(*, change_id: UUID, by: Actor, at: datetime) -> PriceChange:
    """Put approved prices into the price list. The last approval calls this.

    Approved late, they start now: no price ever starts in the past. Everything is judged once more, with
    the trades and prices of now. A normal price ends the one before it.
    """
    by.require(APPROVE_PRICES)
    skus = list(PriceLine.objects.filter(change_id=change_id).values_list("sku_id", flat=True))
    codes = hold_skus(skus)
    change = PriceChange.objects.locked().get(pk=change_id)
    state = CHANGE.after(change.state, "publish")
    lines = list(change.lines.all())
    terms = _terms(change, lines, at)
    refuse_taken(terms, codes)
    judged = judge(terms, codes)

    if terms.kind == PriceKind.NORMAL:
        _end_before(skus, terms.starts_at)
    Price.objects.bulk_create(_prices(change, lines, judged, terms, at))
    change.state, change.decided_at = state, at
    change.save(update_fields=["state", "decided_at"])

    fact = PricesPublished(
        number=change.number, kind=change.kind, lines=len(lines), starts_at=terms.starts_at.isoformat()
    )
    trail.record(fact, on=change, by=by, at=at)
    return change


def _terms(change: PriceChange, lines: list[PriceLine], at: datetime) -> PriceTerms:
    wishes = [
        LineWish(
            line.sku_id,
            line.amount_fen,
            compare=line.reference_fen is not None,
            cost_fen=line.cost_fen,
            floor_fen=line.floor_fen,
        )
        for line in lines
    ]
    terms = PriceTerms(kind=change.kind, lines=wishes, starts_at=change.starts_at, ends_at=change.ends_at)
    if terms.ends_at is not None and terms.ends_at <= at:
        raise BadPeriod(problem=over_said())
    return replace(terms, starts_at=max(terms.starts_at, at))


def _end_before(skus: list[UUID], starts_at: datetime) -> None:
    """The normal prices in force end where the new ones start."""
    standing = Price.objects.locked().filter(
        sku_id__in=skus, kind=PriceKind.NORMAL, period__contains=starts_at
    )
    for price in standing:
        price.period = DateTimeTZRange(price.period.lower, starts_at)
        price.save(update_fields=["period"])


def _prices(
    change: PriceChange, lines: list[PriceLine], judged: list[Judged], terms: PriceTerms, at: datetime
) -> list[Price]:
    found = {one.wish.sku_id: one for one in judged}
    return [
        Price(
            change=change,
            line=line,
            sku_id=line.sku_id,
            kind=change.kind,
            amount_fen=line.amount_fen,
            floor_fen=_floor(line),
            period=DateTimeTZRange(terms.starts_at, terms.ends_at),
            published_at=at,
            **_reference(line, found[line.sku_id], terms, at),
        )
        for line in lines
    ]


def _floor(line: PriceLine) -> int:
    """The least a piece may come to: as approved, else its cost, as far as the price itself is above it."""
    least = line.cost_fen if line.floor_fen is None else line.floor_fen
    return min(line.amount_fen, least or 0)


def _reference(line: PriceLine, judged: Judged, terms: PriceTerms, at: datetime) -> dict[str, Any]:
    """A price that starts now was judged with every trade before it; any other is settled at its start."""
    if line.reference_fen is None or terms.starts_at > at:
        return {}
    shown = min(line.reference_fen, judged.reference_fen or line.reference_fen)
    return {"reference_fen": shown, "reference_settled_at": at}
