"""Planning a promotion: what is promised, for whom, from when to when, and in which words (B-4.3.1)."""

from datetime import datetime

from django.db import connection, transaction

from zhanggui.domain.promotions import rules
from zhanggui.domain.promotions.capabilities import PLAN_PROMOTIONS
from zhanggui.domain.promotions.checks import refuse_dearer, refuse_unknown, refuse_unsound
from zhanggui.domain.promotions.facts import PromotionPlanned
from zhanggui.domain.promotions.models import PromotionPlan
from zhanggui.domain.promotions.policies import PROMOTION_PLAN, frozen_plan
from zhanggui.domain.promotions.states import CouponWay
from zhanggui.domain.promotions.wishes import PlanWish
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import approvals, trail

__all__ = ["PlanWish", "plan_promotion"]


@transaction.atomic
def plan_promotion(*, wish: PlanWish, by: Actor, at: datetime) -> PromotionPlan:
    """Propose a promotion; frozen as proposed, it goes to examination and approval by two other people.

    Raises ``RulesMissing``, ``BadTerms``, ``BadPromotionPeriod``, ``LimitsMissing``, ``UnknownGoods`` and
    ``BundleNotLower``.
    """
    by.require(PLAN_PROMOTIONS)
    refuse_unsound(wish, at)
    refuse_unknown(wish.terms, wish.scope)
    refuse_dearer(wish.terms, wish.starts_at, wish.ends_at)

    plan = _plan(wish, by, at)
    plan.digest = approvals.digest_of(frozen_plan(plan))
    plan.save(force_insert=True)
    approvals.submit(PROMOTION_PLAN, plan, by=by, at=at, note=wish.aim[:500])

    fact = PromotionPlanned(
        number=plan.number,
        kind=plan.kind,
        title=plan.title,
        starts_at=plan.starts_at.isoformat(),
        ends_at=plan.ends_at.isoformat(),
    )
    trail.record(fact, on=plan, by=by, at=at)
    return plan


def _plan(wish: PlanWish, by: Actor, at: datetime) -> PromotionPlan:
    return PromotionPlan(
        id=new_id(),
        number=_next_number(),
        kind=rules.kind_of(wish.terms),
        title=wish.title.strip()[:60],
        rules_text=wish.rules_text.strip(),
        aim=wish.aim.strip(),
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        terms=rules.plain_terms(wish.terms),
        scope=wish.scope.plain(),
        per_member=wish.per_member,
        total=wish.total,
        budget_fen=wish.budget_fen,
        way=wish.way,
        claim_code=wish.claim_code.strip().upper() if wish.way == CouponWay.CODE else "",
        valid_days=wish.valid_days,
        proposed_by_id=by.account_id,
        proposed_at=at,
    )


def _next_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('promotions_number')")
        return f"CX{cursor.fetchone()[0]:07d}"
