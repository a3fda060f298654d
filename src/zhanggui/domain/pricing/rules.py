"""When a price may be charged, and what it may be compared with: pure functions and their sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from zhanggui.kernel.money import FEN_MAX, Fen

LINES_MAX = 1_000


@dataclass(frozen=True, slots=True)
class CompetingOffer:
    """What somebody else asks for such goods, where and when it was seen."""

    seller: str
    goods: str
    price_fen: Fen
    where: str
    seen_on: date
    sku_id: UUID | None = None
    """Our article that it competes with, where it is known: then our price is measured by it (B-1.1.3)."""


@dataclass(frozen=True, slots=True)
class LineWish:
    """One SKU of a proposal. ``compare`` asks for a struck-out reference price; the house computes it.

    ``floor_fen`` is the least a piece may come to after coupons and the like; without it, its cost.
    """

    sku_id: UUID
    amount_fen: Fen
    compare: bool = False
    cost_fen: Fen | None = None
    floor_fen: Fen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTerms:
    """What is proposed: prices of one kind for one period. Without ``ends_at`` until further notice."""

    kind: str
    lines: Sequence[LineWish] = field(default_factory=tuple)
    starts_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChannelTrades:
    """What one SKU was sold for in one channel: the lowest in the window, and the last before the start."""

    lowest_in_window_fen: Fen | None
    last_fen: Fen


def window(starts_at: datetime, days: int) -> tuple[datetime, datetime]:
    """The time whose trades count: so many days before the start, the start itself not among them."""
    return starts_at - timedelta(days=days), starts_at


def reference_price(trades: Mapping[str, ChannelTrades]) -> Fen | None:
    """The highest price a promotion may be compared with (PX-04), or none if nothing was ever sold.

    In each channel it is the lowest price traded in the window, or the last one traded if there was none.
    One price is shown in all channels, so the lowest of the channels counts.

    >>> reference_price({"web": ChannelTrades(9900, 9900), "air": ChannelTrades(None, 8900)})
    8900
    """
    return min(
        (
            one.last_fen if one.lowest_in_window_fen is None else one.lowest_in_window_fen
            for one in trades.values()
        ),
        default=None,
    )


@dataclass(frozen=True, slots=True)
class Span:
    """One price in time; ``until`` is none while no end is known."""

    amount_fen: Fen
    since: datetime
    until: datetime | None


def lowest_normal(spans: Sequence[Span], starts_at: datetime, ends_at: datetime) -> Fen | None:
    """The lowest normal price between the two moments, or none if any moment is without one."""
    reached, lowest = starts_at, None
    for span in sorted(spans, key=lambda span: span.since):
        if span.until is not None and span.until <= starts_at:
            continue
        if span.since >= ends_at:
            break
        if span.since > reached:
            return None
        lowest = span.amount_fen if lowest is None else min(lowest, span.amount_fen)
        if span.until is None or span.until >= ends_at:
            return lowest
        reached = span.until
    return None


def raised_since(spans: Sequence[Span], starts_at: datetime, days: int) -> Fen | None:
    """The normal price from which it was raised in the days before a promotion, or none (PX-06)."""
    earliest = starts_at - timedelta(days=days)
    before = [span for span in spans if span.since <= starts_at]
    ordered = sorted(before, key=lambda span: span.since)
    for old, new in pairwise(ordered):
        if new.since > earliest and new.amount_fen > old.amount_fen:
            return old.amount_fen
    return None


def is_price_list(lines: Sequence[LineWish]) -> bool:
    """Whether the list can be a proposal: neither empty nor endless, each SKU once, each with a price."""
    skus = {line.sku_id for line in lines}
    return (
        0 < len(lines) <= LINES_MAX
        and len(skus) == len(lines)
        and all(0 < line.amount_fen <= FEN_MAX for line in lines)
    )


@dataclass(frozen=True, slots=True)
class Held:
    """One price of one kind, and the time it held."""

    kind: str
    amount_fen: Fen
    since: datetime
    until: datetime | None


def in_the_shop(held: Sequence[Held], since: datetime, until: datetime) -> list[Held]:
    """What everybody paid from moment to moment: the promotion where one held, else the normal price.

    Neighbours of one kind and amount are one step; a time without any price is a gap.
    """
    edges = {since, until}
    for one in held:
        edges |= {edge for edge in (one.since, one.until) if edge is not None and since < edge < until}
    steps: list[Held] = []
    for start, end in pairwise(sorted(edges)):
        standing = [one for one in held if one.since <= start and (one.until is None or one.until >= end)]
        if not standing:
            continue
        chosen = min(standing, key=lambda one: one.kind != "promotion")
        last = steps[-1] if steps else None
        if last and (last.kind, last.amount_fen, last.until) == (chosen.kind, chosen.amount_fen, start):
            steps[-1] = Held(last.kind, last.amount_fen, last.since, end)
        else:
            steps.append(Held(chosen.kind, chosen.amount_fen, start, end))
    return steps
