"""Redeeming: an order uses promotions, and takes the coupons that are its holder's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhanggui.domain.promotions.capabilities import REDEEM
from zhanggui.domain.promotions.facts import PromotionsUsed
from zhanggui.domain.promotions.states import CouponState, RedemptionState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import trail
from zhanggui.schema.pipeline import say

REDEEM_SQL = """
WITH wanted AS (
    SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::uuid[], %s::bigint[], %s::int[])
        AS wanted(id, promotion_id, kind, coupon_id, fen, ordinal)
), taken AS (
    UPDATE promotions_coupon coupon SET state = %s FROM wanted
     WHERE coupon.id = wanted.coupon_id AND coupon.holder_id = %s
       AND coupon.state = 'usable' AND coupon.valid_until > %s
    RETURNING coupon.id
)
INSERT INTO promotions_redemption
       (id, order_id, promotion_id, kind, coupon_id, member_id, ordinal, fen, state, at, settled_at)
SELECT wanted.id, %s, promotion_id, kind, taken.id, %s, ordinal, fen, %s, %s, %s
  FROM wanted LEFT JOIN taken ON taken.id = wanted.coupon_id
"""
"""A coupon that somebody else took a moment ago is missing from ``taken``, and the table refuses its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One promotion an order uses, with the coupon if it is one, and what it takes off (or gives away)."""

    promotion_id: UUID
    kind: str
    fen: Fen
    coupon_id: UUID | None = None
    ordinal: int | None = None
    """Which of a member's limited uses it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """Everything one order uses. ``final`` where it need not be paid first."""

    order_id: UUID
    member_id: UUID
    uses: Sequence[Use]
    final: bool = False


def redeem_promotions(*, uses: Uses, by: Actor, at: datetime) -> None:
    """Write down what an order uses, in one statement that fetches nothing: it rides in the order's pipeline.

    Raises (at its end) ``CouponGone`` for a coupon that is not the member's to use any more, and
    ``PromotionJustUsed`` where two orders of one member meet at a limit.
    """
    by.require(REDEEM)
    coupon_state = CouponState.USED if uses.final else CouponState.RESERVED
    state = RedemptionState.USED if uses.final else RedemptionState.RESERVED
    columns = [
        [new_id() for _ in uses.uses],
        [use.promotion_id for use in uses.uses],
        [str(use.kind) for use in uses.uses],
        [use.coupon_id for use in uses.uses],
        [use.fen for use in uses.uses],
        [use.ordinal for use in uses.uses],
    ]
    settled_at = at if uses.final else None
    row = [uses.order_id, uses.member_id, state.value, at, settled_at]
    say(REDEEM_SQL, [*columns, coupon_state.value, uses.member_id, at, *row])
    order = trail.Subject("sales.order", uses.order_id)
    trail.record(PromotionsUsed(count=len(uses.uses)), on=order, by=by, at=at)
