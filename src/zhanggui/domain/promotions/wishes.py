"""What somebody wants to announce, as they say it."""

from dataclasses import dataclass
from datetime import datetime

from zhanggui.domain.promotions.rules import Scope, Terms
from zhanggui.kernel.money import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWish:
    """A promotion as it is proposed. A coupon also says how members come by it, and how long it holds."""

    title: str
    rules_text: str
    aim: str
    starts_at: datetime
    ends_at: datetime
    terms: Terms
    scope: Scope
    per_member: int | None = None
    total: int | None = None
    budget_fen: Fen | None = None
    way: str = ""
    claim_code: str = ""
    valid_days: int | None = None
