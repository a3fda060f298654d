"""What happened to prices."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact(
    "pricing.market_researched", "The market was looked at for {skus} SKUs: {offers} competing offers"
)
@dataclass(frozen=True, kw_only=True)
class MarketResearched:
    skus: int
    offers: int
    researched_on: str


@trail.fact(
    "pricing.change_proposed", "Price change {number} was proposed: {kind}, {lines} SKUs, from {starts_at}"
)
@dataclass(frozen=True, kw_only=True)
class PriceChangeProposed:
    number: str
    kind: str
    lines: int
    starts_at: str
    ends_at: str | None


@trail.fact("pricing.change_withdrawn", "Price change {number} was withdrawn")
@dataclass(frozen=True, kw_only=True)
class PriceChangeWithdrawn:
    number: str


@trail.fact("pricing.change_rejected", "Price change {number} was rejected")
@dataclass(frozen=True, kw_only=True)
class PriceChangeRejected:
    number: str


@trail.fact(
    "pricing.change_published", "The prices of change {number} were published: {lines} SKUs, from {starts_at}"
)
@dataclass(frozen=True, kw_only=True)
class PricesPublished:
    number: str
    kind: str
    lines: int
    starts_at: str


@trail.fact("pricing.price_ended", "The {kind} price {amount_fen} of {sku} was ended early")
@dataclass(frozen=True, kw_only=True)
class PriceEnded:
    sku: str
    kind: str
    amount_fen: int


@trail.fact("pricing.reference_settled", "The reference price of {sku} was settled: {shown}")
@dataclass(frozen=True, kw_only=True)
class ReferenceSettled:
    sku: str
    announced_fen: int
    reference_fen: int | None
    shown: str


@trail.fact("pricing.violation_reported", "A price violation of {number} was reported: {kind}, {gravity}")
@dataclass(frozen=True, kw_only=True)
class ViolationReported:
    number: str
    kind: str
    gravity: str


@trail.fact("pricing.watched", "Prices were watched: {lines} order lines, {found} new findings")
@dataclass(frozen=True, kw_only=True)
class PricesWatched:
    lines: int
    found: int
