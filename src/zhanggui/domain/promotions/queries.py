"""What order placement, the shop and the desks ask about promotions and coupons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncDate

from zhanggui.domain.promotions import accounts, rules
from zhanggui.domain.promotions.capabilities import SEE_PROMOTIONS
from zhanggui.domain.promotions.models import Coupon, Promotion, PromotionPlan, Redemption
from zhanggui.domain.promotions.states import CouponState, CouponWay, PromotionKind, RedemptionState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger

PLAN_SQL = (
    "promotion.id, plan.number, plan.kind, plan.title, plan.terms, plan.scope,"
    " plan.total IS NOT NULL, plan.per_member"
)
PROMOTIONS_SQL = f"""
SELECT jsonb_agg(jsonb_build_array({PLAN_SQL}, CASE WHEN plan.per_member IS NOT NULL THEN (
           SELECT jsonb_agg(had.ordinal) FROM promotions_redemption had
            WHERE had.promotion_id = promotion.id AND had.member_id = %(customer)s::uuid
              AND had.state <> 'given_back') END) ORDER BY plan.number)
  FROM promotions_promotion promotion
  JOIN promotions_promotionplan plan ON plan.id = promotion.plan_id
 WHERE promotion.state = 'in_force' AND promotion.period @> %(at)s::timestamptz
   AND promotion.kind <> 'coupon'
   AND (plan.total IS NULL OR EXISTS (
           SELECT FROM ledger_account account JOIN ledger_balance balance ON balance.account_id = account.id
            WHERE account.owner = promotion.id AND account.kind = 'promotions.left'
              AND balance.debits_posted - balance.credits_posted - balance.credits_pending > 0))
"""  # noqa: S608
"""Every promotion of goods in force of which something is left, as one JSON value. Parameters: ``at`` and
``customer``."""
COUPONS_SQL = f"""
SELECT jsonb_agg(jsonb_build_array({PLAN_SQL}, coupon.id, coupon.code, coupon.valid_until)
                 ORDER BY coupon.code)
  FROM promotions_coupon coupon
  JOIN promotions_promotion promotion ON promotion.id = coupon.promotion_id
  JOIN promotions_promotionplan plan ON plan.id = promotion.plan_id
 WHERE coupon.holder_id = %(customer)s::uuid AND coupon.state = 'usable'
   AND coupon.valid_until > %(at)s::timestamptz
   AND (%(coupons)s::text[] IS NULL OR coupon.code = ANY (%(coupons)s::text[]))
   AND promotion.state = 'in_force' AND promotion.period @> %(at)s::timestamptz
"""  # noqa: S608
"""The coupons of a member that can be used now, as one JSON value. Parameters: ``at``, ``customer`` and
``coupons`` (codes, or none for all of them)."""


GIFTS_SQL = """
SELECT DISTINCT (plan.terms ->> 'sku')::uuid AS sku_id
  FROM promotions_promotion promotion
  JOIN promotions_promotionplan plan ON plan.id = promotion.plan_id
 WHERE promotion.state = 'in_force' AND promotion.period @> %(at)s::timestamptz AND promotion.kind = 'gift'
"""
"""The SKUs that are given away now. Parameter: ``at``."""


@dataclass(frozen=True, slots=True)
class InForce:
    """A promotion as it was read: its rule, whether its uses are limited, and the next use of this member."""

    id: UUID
    rule: rules.Promotion
    limited: bool
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class HeldCoupon:
    """A coupon a member can use now."""

    id: UUID
    promotion_id: UUID
    valid_until: str
    rule: rules.Coupon


def in_force(read: Sequence[Sequence[Any]] | None) -> list[InForce]:
    """What ``PROMOTIONS_SQL`` answered, without what this member has used up."""
    found = []
    for *plan, limited, per_member, had in read or ():
        ordinal = None
        if per_member is not None:
            free = set(range(1, per_member + 1)) - set(had or ())
            if not free:
                continue
            ordinal = min(free)
        found.append(InForce(UUID(plan[0]), _rule(plan), limited, ordinal))
    return found


def held_coupons(read: Sequence[Sequence[Any]] | None) -> list[HeldCoupon]:
    """What ``COUPONS_SQL`` answered."""
    return [
        HeldCoupon(UUID(coupon_id), UUID(plan[0]), valid_until, rules.Coupon(code, _rule(plan)))
        for *plan, _, _, coupon_id, code, valid_until in read or ()
    ]


def _rule(plan: Sequence[Any]) -> rules.Promotion:
    promotion_id, number, kind, title, terms, scope = plan
    return rules.Promotion(
        id=promotion_id,
        number=number,
        kind=PromotionKind(kind),
        title=title,
        terms=rules.terms_of(kind, terms),
        scope=rules.scope_of(scope),
    )


def running(at: datetime) -> QuerySet[Promotion]:
    """Everything that is announced and holds now, for the public page of rules (PM-01)."""
    return Promotion.objects.running(at).select_related("plan").order_by("plan__number")


def claimable(at: datetime) -> QuerySet[Promotion]:
    """Coupons that everybody may claim now."""
    return running(at).filter(kind=PromotionKind.COUPON, plan__way=CouponWay.OPEN)


def coupon_of_code(claim_code: str, at: datetime) -> Promotion:
    """The coupon behind a code somebody was told. Raises ``NotFound``."""
    code = claim_code.strip().upper()
    found = running(at).filter(plan__way=CouponWay.CODE, plan__claim_code=code).first() if code else None
    if found is None:
        raise NotFound
    return found


def left_of(promotions: Iterable[Promotion]) -> Mapping[UUID, int]:
    """How many uses are left of each promotion that has a limit."""
    limited = [one for one in promotions if one.plan.total is not None]
    known = ledger.balances({accounts.left(one.id) for one in limited})
    return {one.id: known[accounts.left(one.id)].available for one in limited}


def coupons_of(by: Actor, holder_id: UUID) -> QuerySet[Coupon]:
    """A member's coupons, the latest first: one's own, or anybody's for those who serve customers."""
    if holder_id != by.account_id and not by.may(SEE_PROMOTIONS):
        raise NotFound
    return (
        Coupon.objects.filter(holder_id=holder_id)
        .select_related("promotion__plan")
        .order_by("-issued_at", "-id")
    )


def plans_of(by: Actor) -> QuerySet[PromotionPlan]:
    """Plans this actor may see."""
    if not by.may(SEE_PROMOTIONS):
        raise NotFound
    return PromotionPlan.objects.select_related("proposed_by").order_by("-proposed_at", "-id")


def counted_uses(order_id: UUID) -> list[UUID]:
    """The promotions with a limit in total that an order used; its coupons were counted when issued."""
    uses = Redemption.objects.filter(order_id=order_id, promotion__plan__total__isnull=False)
    return list(uses.exclude(kind=PromotionKind.COUPON).values_list("promotion_id", flat=True))


def coupons_used(order_id: UUID) -> list[Redemption]:
    """The uses of coupons by an order that stand."""
    uses = Redemption.objects.filter(order_id=order_id, coupon__isnull=False).select_related("coupon")
    return list(uses.exclude(state=RedemptionState.GIVEN_BACK))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a promotion has come to so far."""

    issued: int
    used: int
    fen: int
    left: int | None
    days: Sequence[tuple[date, int]]
    """Uses of each of the last thirty days on which there were any."""


def figures(promotion: Promotion, at: datetime) -> Figures:
    """Issued, used, given away and left, and how it went day by day."""
    uses = Redemption.objects.filter(promotion=promotion).exclude(state=RedemptionState.GIVEN_BACK)
    days = (
        uses.filter(at__gte=at - timedelta(days=30))
        .annotate(day=TruncDate("at", tzinfo=SHANGHAI))
        .values_list("day")
        .annotate(n=Count("id"))
        .order_by("day")
    )
    return Figures(
        issued=Coupon.objects.filter(promotion=promotion).exclude(state=CouponState.VOIDED).count(),
        used=uses.count(),
        fen=uses.aggregate(fen=Sum("fen"))["fen"] or 0,
        left=left_of([promotion]).get(promotion.id),
        days=list(days),
    )
