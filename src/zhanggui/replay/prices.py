"""Prices as a history shows them: researched, proposed, evaluated and approved like any other."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.pricing.operations.propose_price_change import propose_price_change
from zhanggui.domain.pricing.operations.research_market import Research, research_market
from zhanggui.domain.pricing.rules import CompetingOffer, LineWish, PriceTerms
from zhanggui.replay.cast import judge, staff

HOURS = timedelta(hours=1)
LINES_MAX = 1000


def publish(history: str, amounts: Mapping[UUID, int], starts_at: datetime) -> None:
    """Let these articles cost so much from ``starts_at`` on; decided in the hours before."""
    rows = list(amounts.items())
    for start in range(0, len(rows), LINES_MAX):
        _publish(history, rows[start : start + LINES_MAX], starts_at)


def _publish(history: str, rows: list[tuple[UUID, int]], starts_at: datetime) -> None:
    at = starts_at - 6 * HOURS
    evaluator = staff(history, "price-manager")
    seen = CompetingOffer(
        seller=history, goods="the same", price_fen=rows[0][1], where=history, seen_on=at.date()
    )
    research = Research(
        skus=[sku for sku, _ in rows],
        researched_on=at.date(),
        offers=(seen,),
        demand="it was bought",
        conclusion="the price it was bought at",
    )
    researched = research_market(research=research, by=evaluator, at=at)
    terms = PriceTerms(
        kind="normal", lines=[LineWish(sku, amount) for sku, amount in rows], starts_at=starts_at
    )
    change = propose_price_change(
        terms=terms,
        research_id=researched.pk,
        reason=history,
        by=staff(history, "supplier-manager"),
        at=at + HOURS,
    )
    judge(change.pk, "evaluate", evaluator, at + 2 * HOURS)
    judge(change.pk, "approve", staff(history, "price-approver"), at + 3 * HOURS)
