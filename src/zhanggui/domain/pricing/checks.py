"""Whether prices may be charged: asked when they are proposed, and again when they are published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zhanggui.domain.pricing import rules
from zhanggui.domain.pricing.market import basis_of, normal_prices, trades_before
from zhanggui.domain.pricing.models import MarketResearch, Price
from zhanggui.domain.pricing.refusals import (
    BadPeriod,
    BadPriceList,
    ComparisonNeedsPeriod,
    NoFairComparison,
    NoNormalPrice,
    NotBelowFormer,
    NotBelowNormal,
    PricesOverlap,
    ResearchElsewhere,
    ResearchStale,
    StartsInThePast,
)
from zhanggui.domain.pricing.rules import LineWish, PriceTerms
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.domain.pricing.words import backwards_said, kind_said
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import yuan
from zhanggui.kernel.norms import norm


@dataclass(frozen=True, slots=True)
class Judged:
    """One line as the house judged it: what it is compared with, and how that was found."""

    wish: LineWish
    normal_fen: int | None
    reference_fen: int | None
    basis: dict[str, Any]


def refuse_unresearched(
    research: MarketResearch, terms: PriceTerms, codes: Mapping[UUID, str], at: datetime
) -> None:
    """Refuse unless the market was looked at for these SKUs, and lately (B-4.2.1)."""
    days = norm("price.research_valid_days", on=at)
    today = at.astimezone(SHANGHAI).date()
    if not today - timedelta(days=days) <= research.researched_on <= today:
        raise ResearchStale(day=research.researched_on.isoformat(), days=days)
    for line in terms.lines:
        if line.sku_id not in research.covers:
            raise ResearchElsewhere(sku=codes[line.sku_id])


def refuse_unsound(terms: PriceTerms, at: datetime) -> None:
    """Refuse a list or a period that cannot be one."""
    if not rules.is_price_list(terms.lines):
        raise BadPriceList(most=rules.LINES_MAX)
    if terms.starts_at < at:
        raise StartsInThePast
    if terms.ends_at is not None and terms.ends_at <= terms.starts_at:
        raise BadPeriod(problem=backwards_said())
    if (terms.ends_at is None) != (terms.kind == PriceKind.NORMAL):
        raise BadPeriod(problem=kind_said(terms.kind))
    if terms.kind == PriceKind.NORMAL and any(line.compare for line in terms.lines):
        raise ComparisonNeedsPeriod


def judge(terms: PriceTerms, codes: Mapping[UUID, str]) -> list[Judged]:
    """Each line with what it is compared with; refuses what may not be charged (B-4.3.2, PX-04, PX-06)."""
    skus = [line.sku_id for line in terms.lines]
    normals = normal_prices(skus) if terms.kind != PriceKind.NORMAL else {}
    compared = [line.sku_id for line in terms.lines if line.compare]
    trades = trades_before(compared, terms.starts_at) if compared else {}
    judged = []
    for line in terms.lines:
        code, spans = codes[line.sku_id], normals.get(line.sku_id, [])
        lowest = _refuse_not_lower(line, terms, code, spans)
        basis: dict[str, Any] = {}
        if terms.kind != PriceKind.NORMAL:
            basis["raised_from_fen"] = _refuse_raised_first(line, terms, code, spans)
        reference = None
        if line.compare:
            traded = trades.get(line.sku_id, {})
            reference = rules.reference_price(traded)
            basis["reference"] = basis_of(traded, terms.starts_at)
            if reference is None or reference <= line.amount_fen:
                raise NoFairComparison(sku=code, lowest=f"¥{yuan(reference)}" if reference else "—")
        judged.append(Judged(line, lowest, reference, basis))
    return judged


def _refuse_not_lower(line: LineWish, terms: PriceTerms, code: str, spans: list[rules.Span]) -> int | None:
    if terms.kind == PriceKind.NORMAL or terms.ends_at is None:
        return None
    lowest = rules.lowest_normal(spans, terms.starts_at, terms.ends_at)
    if lowest is None:
        raise NoNormalPrice(sku=code)
    if line.amount_fen >= lowest:
        raise NotBelowNormal(sku=code, price=yuan(line.amount_fen), normal=yuan(lowest))
    return lowest


def _refuse_raised_first(line: LineWish, terms: PriceTerms, code: str, spans: list[rules.Span]) -> int | None:
    """Refuse a reduction that only undoes a raise of the days before (PX-06); the former price is kept."""
    days = norm("price.raise_watch_days", on=terms.starts_at)
    former = rules.raised_since(spans, terms.starts_at, days)
    if former is not None and line.amount_fen >= former:
        raise NotBelowFormer(sku=code, former=yuan(former), days=days, price=yuan(line.amount_fen))
    return former


def refuse_taken(terms: PriceTerms, codes: Mapping[UUID, str]) -> None:
    """Refuse where another price of the kind stands in the way.

    A normal price follows the one in force, whose end it sets; it does not jump over one that is to come.
    A normal price that comes to stand at or under a running promotion is refused too.
    """
    period = (terms.starts_at, terms.ends_at)
    skus = list(codes)
    standing = Price.objects.filter(sku_id__in=skus, kind=terms.kind, period__overlap=period)
    if terms.kind == PriceKind.NORMAL:
        standing = standing.filter(period__startswith__gte=terms.starts_at)
        _refuse_under_promotions(terms, codes)
    taken = standing.values_list("sku_id", flat=True).first()
    if taken is not None:
        raise PricesOverlap(sku=codes[taken])


def _refuse_under_promotions(terms: PriceTerms, codes: Mapping[UUID, str]) -> None:
    amounts = {line.sku_id: line.amount_fen for line in terms.lines}
    specials = Price.objects.filter(
        sku_id__in=list(codes), period__overlap=(terms.starts_at, terms.ends_at)
    ).exclude(kind=PriceKind.NORMAL)
    for special in specials:
        if special.amount_fen >= amounts[special.sku_id]:
            raise NotBelowNormal(
                sku=codes[special.sku_id],
                price=yuan(special.amount_fen),
                normal=yuan(amounts[special.sku_id]),
            )
