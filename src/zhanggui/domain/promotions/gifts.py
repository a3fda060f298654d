"""An order of which part comes back: whether what is kept still earns its gifts; the points with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from zhanggui.domain.promotions import rules
from zhanggui.domain.promotions.models import PromotionPlan
from zhanggui.domain.promotions.states import PromotionKind
from zhanggui.kernel.money import Fen

BEFORE_GIFTS = frozenset({"bundle", "nth_piece", "full_reduction"})
"""The steps that stand before gifts in the chain: what counts towards their threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """A line of an order: as it was bought, what is kept of it, what was charged for it as a gift."""

    id: UUID
    sku: str
    category: str
    supplier: str
    quantity: int
    unit_fen: Fen
    explanation: Sequence[Mapping[str, Any]]
    kept: int
    charged_fen: Fen = 0

    @property
    def gift_number(self) -> str | None:
        """The promotion it was given by, if it is a gift."""
        return next((step["number"] for step in self.explanation if step["step"] == "gift"), None)

    @property
    def kept_fen(self) -> Fen:
        """What the kept pieces came to when gifts were earned."""
        off = sum(step["fen"] for step in self.explanation if step["step"] in BEFORE_GIFTS)
        return rules.part(self.unit_fen * self.quantity - off, self.kept, self.quantity)


def gift_charges(lines: Sequence[KeptLine]) -> Mapping[UUID, Fen]:
    """What is owed for each gift that is kept although its goods went back, at its stated value (PX-07)."""
    gifts = {line.id: number for line in lines if (number := line.gift_number) and line.kept}
    plans = PromotionPlan.objects.filter(number__in=set(gifts.values()), kind=PromotionKind.GIFT)
    known = {plan.number: plan.as_rule() for plan in plans}
    charges = {}
    for line in lines:
        promotion = known.get(gifts.get(line.id, ""))
        if promotion is None or not isinstance(promotion.terms, rules.Gift):
            continue
        earned = rules.Earned(
            threshold_fen=promotion.terms.threshold_fen,
            kept_fen=sum(other.kept_fen for other in lines if _earns(promotion, other)),
            unit_fen=line.unit_fen,
            kept_pieces=line.kept,
            charged_fen=line.charged_fen,
        )
        if due := rules.gift_due(earned):
            charges[line.id] = due
    return charges


def _earns(promotion: rules.Promotion, line: KeptLine) -> bool:
    if line.gift_number is not None or not line.explanation:
        return False
    price_kind = str(line.explanation[0].get("title", "normal"))
    return promotion.scope.holds(
        sku=line.sku, category=line.category, supplier=line.supplier, price_kind=price_kind
    )


def points_with(explanation: Sequence[Mapping[str, Any]], *, pieces: int, before: int, of: int) -> int:
    """The points that ``pieces`` of a line bring back, of which ``before`` pieces came back already."""
    return rules.points_back(rules.points_of(explanation), pieces=pieces, before=before, of=of)
