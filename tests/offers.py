"""Promotions for tests: planned, examined, approved, and coupons in the hands of members."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.people import somebody
from zhanggui.domain.members import accounts as members
from zhanggui.domain.promotions.models import Coupon, Promotion, PromotionPlan
from zhanggui.domain.promotions.operations.issue_coupon import issue_coupon
from zhanggui.domain.promotions.operations.plan_promotion import plan_promotion
from zhanggui.domain.promotions.policies import PROMOTION_PLAN
from zhanggui.domain.promotions.rules import CouponTerms, FullReduction, Scope, Terms, Tier
from zhanggui.domain.promotions.wishes import PlanWish
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import approvals, ledger
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject

WEEK = timedelta(days=7)
OFF_30: Terms = FullReduction((Tier(100_00, 30_00),))
OFF_20: Terms = CouponTerms(threshold_fen=100_00, off_fen=20_00)
COUPON: Mapping[str, Any] = {"way": "claimed", "total": 20, "per_member": 1}


def wished(at: datetime, terms: Terms = OFF_30, **more: Any) -> PlanWish:
    """A complete plan of a week."""
    known: dict[str, Any] = {
        "title": "满100减30", "rules_text": "全场满100元减30元，每单一次。", "aim": "提高客单价",
        "starts_at": at, "ends_at": at + WEEK, "terms": terms, "scope": Scope(),
    }  # fmt: skip
    if isinstance(terms, CouponTerms):
        known |= {"title": "满100减20券", **COUPON}
    return PlanWish(**(known | more))


def planned(at: datetime, terms: Terms = OFF_30, by: Actor | None = None, **more: Any) -> PromotionPlan:
    """A plan that waits for its examination."""
    planner = by or somebody("促销策划", Role.PROGRAMME_SCHEDULER)
    return plan_promotion(wish=wished(at, terms, **more), by=planner, at=at)


def judge_plan(plan: PromotionPlan, step: str, at: datetime, by: Actor | None = None) -> None:
    """One step of the review finds everything in order."""
    role = {"examine": Role.PRICE_MANAGER, "approve": Role.PRICE_APPROVER}[step]
    review = approvals.review_of(plan.id)
    assert review is not None
    judgement = Judgement(step=step, verdict=Verdict.APPROVE, answers=PROMOTION_PLAN.all_ok(step))
    approvals.decide(review_id=review.id, judgement=judgement, by=by or somebody("促销审核", role), at=at)


def announced(at: datetime, terms: Terms = OFF_30, **more: Any) -> Promotion:
    """A promotion in force."""
    plan = planned(at, terms, **more)
    judge_plan(plan, "examine", at)
    judge_plan(plan, "approve", at)
    return Promotion.objects.select_related("plan").get(plan=plan)


def held(promotion: Promotion, holder_id: UUID, at: datetime) -> Coupon:
    """A coupon of it in this member's hands."""
    return issue_coupon(promotion_id=promotion.id, holder_id=holder_id, by=SYSTEM, at=at)


def give_points(account_id: UUID, points: int, at: datetime) -> None:
    """So many points for a member, as if they had been earned."""
    entry = Entry(
        kind="members.points_earned", key=f"test:{new_id()}", at=at,
        subject=Subject("identity.account", account_id),
        transfers=[Transfer(members.issued(account_id), members.points(account_id), points)],
    )  # fmt: skip
    ledger.post(entry, by=SYSTEM)


def points_of(account_id: UUID) -> int:
    """Points that can be used."""
    return ledger.balance(members.points(account_id)).available
