"""Proposing prices: a wish with its research, which two other people look at before it is a price (B-4.2)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from zhanggui.domain.catalog.queries import hold_skus, refuse_foreign_skus
from zhanggui.domain.pricing.capabilities import PROPOSE_PRICES
from zhanggui.domain.pricing.checks import Judged, judge, refuse_taken, refuse_unresearched, refuse_unsound
from zhanggui.domain.pricing.facts import PriceChangeProposed
from zhanggui.domain.pricing.models import MarketResearch, PriceChange, PriceLine
from zhanggui.domain.pricing.policies import PRICE_CHANGE, frozen_change
from zhanggui.domain.pricing.rules import LineWish, PriceTerms
from zhanggui.domain.pricing.states import ChangeState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals, trail

__all__ = ["LineWish", "PriceTerms", "propose_price_change"]


@transaction.atomic
def propose_price_change(
    *, terms: PriceTerms, research_id: UUID, reason: str, by: Actor, at: datetime
) -> PriceChange:
    """Propose prices of one kind for one period; frozen as proposed, it goes to evaluation and approval.

    Raises ``ResearchStale``, ``ResearchElsewhere``, ``BadPriceList``, ``BadPeriod``, ``StartsInThePast``,
    ``NoNormalPrice``, ``NotBelowNormal``, ``NotBelowFormer``, ``NoFairComparison``, ``PricesOverlap``;
    ``NotFound`` for SKUs of another firm.
    """
    by.require(PROPOSE_PRICES)
    skus = [line.sku_id for line in terms.lines]
    refuse_unsound(terms, at)
    refuse_foreign_skus(skus, by=by)
    codes = hold_skus(skus)
    research = MarketResearch.objects.filter(pk=research_id).first()
    if research is None:
        raise NotFound
    refuse_unresearched(research, terms, codes, at)
    refuse_taken(terms, codes)
    judged = judge(terms, codes)

    change = _write(terms, judged, research, reason, by, at)
    approvals.submit(PRICE_CHANGE, change, by=by, at=at, note=reason)

    fact = PriceChangeProposed(
        number=change.number,
        kind=change.kind,
        lines=len(judged),
        starts_at=change.starts_at.isoformat(),
        ends_at=change.ends_at.isoformat() if change.ends_at else None,
    )
    trail.record(fact, on=change, by=by, at=at, reason=reason)
    return change


def _write(
    terms: PriceTerms, judged: list[Judged], research: MarketResearch, reason: str, by: Actor, at: datetime
) -> PriceChange:
    change = PriceChange(
        id=new_id(),
        number=_next_number(),
        kind=terms.kind,
        starts_at=terms.starts_at,
        ends_at=terms.ends_at,
        research=research,
        reason=reason[:500],
        state=ChangeState.PROPOSED,
        proposed_by_id=by.account_id,
        proposed_at=at,
    )
    lines = [PriceLine(change=change, **_columns(one)) for one in judged]
    change.digest = approvals.digest_of(frozen_change(change, lines))
    change.save(force_insert=True)
    PriceLine.objects.bulk_create(lines)
    return change


def _columns(one: Judged) -> dict[str, Any]:
    return {
        "sku_id": one.wish.sku_id,
        "amount_fen": one.wish.amount_fen,
        "cost_fen": one.wish.cost_fen,
        "floor_fen": one.wish.floor_fen,
        "normal_fen": one.normal_fen,
        "reference_fen": one.reference_fen,
        "basis": one.basis,
    }


def _next_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('pricing_change_number')")
        return f"P{cursor.fetchone()[0]:07d}"
