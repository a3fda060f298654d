"""Noting that prices were watched: supervision that nobody wrote down is none (A-4.5)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhanggui.domain.pricing.capabilities import REPORT_VIOLATIONS
from zhanggui.domain.pricing.facts import PricesWatched
from zhanggui.domain.pricing.models import PriceWatch
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What was looked at, and how much of it was wrong and not known before."""

    prices: int
    promotions: int
    lines: int
    found: int


@transaction.atomic
def note_price_watch(*, watched: Watched, by: Actor, at: datetime) -> PriceWatch:
    """Keep that it was done. The same night noted twice is one."""
    by.require(REPORT_VIOLATIONS)
    known = PriceWatch.objects.filter(watched_at=at).first()
    if known is not None:
        return known
    watch = PriceWatch.objects.create(
        prices=watched.prices,
        promotions=watched.promotions,
        lines=watched.lines,
        found=watched.found,
        watched_at=at,
    )
    trail.record(PricesWatched(lines=watched.lines, found=watched.found), on=watch, by=by, at=at)
    return watch
