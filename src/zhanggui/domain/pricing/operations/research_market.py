"""Researching the market: what others ask and what people want, before a price is set (B-4.2.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.queries import refuse_foreign_skus
from zhanggui.domain.pricing.capabilities import PROPOSE_PRICES
from zhanggui.domain.pricing.facts import MarketResearched
from zhanggui.domain.pricing.models import MarketResearch
from zhanggui.domain.pricing.refusals import ResearchMissing
from zhanggui.domain.pricing.rules import CompetingOffer
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

__all__ = ["CompetingOffer", "Research", "research_market"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Research:
    """What was found: competing offers, demand, what the goods cost us, and what follows."""

    skus: Sequence[UUID]
    researched_on: date
    offers: Sequence[CompetingOffer]
    demand: str
    conclusion: str
    cost_note: str = ""
    evidence: Sequence[UUID] = field(default_factory=tuple)


@transaction.atomic
def research_market(*, research: Research, by: Actor, at: datetime) -> MarketResearch:
    """Keep what was found. It is never changed; new findings are new research.

    Raises ``ResearchMissing`` without a competing offer, demand or conclusion, ``NotFound`` for SKUs of
    another firm.
    """
    by.require(PROPOSE_PRICES)
    refuse_foreign_skus([*research.skus, *_benchmarked(research)], by=by)
    if not (research.skus and research.offers and research.demand.strip() and research.conclusion.strip()):
        raise ResearchMissing

    kept = MarketResearch(
        author_id=by.account_id,
        covers=list(research.skus),
        researched_on=research.researched_on,
        offers=[_plain(offer) for offer in research.offers],
        demand=research.demand,
        cost_note=research.cost_note,
        conclusion=research.conclusion,
        evidence=list(research.evidence),
        created_at=at,
    )
    kept.save(force_insert=True)

    fact = MarketResearched(
        skus=len(kept.covers), offers=len(kept.offers), researched_on=kept.researched_on.isoformat()
    )
    trail.record(fact, on=kept, by=by, at=at)
    return kept


def _benchmarked(research: Research) -> list[UUID]:
    return [offer.sku_id for offer in research.offers if offer.sku_id]


def _plain(offer: CompetingOffer) -> dict[str, Any]:
    return {
        "seller": offer.seller,
        "goods": offer.goods,
        "price_fen": offer.price_fen,
        "where": offer.where,
        "seen_on": offer.seen_on.isoformat(),
        **({"sku": str(offer.sku_id)} if offer.sku_id else {}),
    }
