"""How promotions are judged: planned by one, examined by another, approved by a third (B-4.3.1)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zhanggui.domain.promotions.capabilities import APPROVE_PROMOTIONS, EXAMINE_PROMOTIONS
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step

EXAMINATION = (
    Check("lower", "Customers really pay less than the normal price that was charged before"),
    Check("rules", "The rules are complete and clear; adverse conditions are as easy to see as the gain"),
    Check("kept", "Stock, gifts and budget suffice to keep what is promised for the whole period"),
    Check("gift", "Gifts are named with quantity; their stated value is the price they sell for"),
)
APPROVAL = (
    Check("law", "It follows the law on promotions and prices; nobody is misled or treated unequally"),
    Check("aim", "Aim and budget are reasonable, and success can be measured"),
    Check("together", "What it may be used together with is what is wanted"),
)


def frozen_plan(plan: Any) -> dict[str, Any]:
    """What is approved: every word and number that is announced."""
    return {
        "number": plan.number,
        "kind": str(plan.kind),
        "title": plan.title,
        "rules_text": plan.rules_text,
        "aim": plan.aim,
        "starts_at": plan.starts_at.timestamp(),
        "ends_at": plan.ends_at.timestamp(),
        "terms": plan.terms,
        "scope": plan.scope,
        "limits": [plan.per_member, plan.total, plan.budget_fen],
        "coupon": [str(plan.way), plan.claim_code, plan.valid_days],
    }


def _announce(plan_id: UUID, by: Any, at: datetime) -> None:
    from zhanggui.domain.promotions.operations.announce_promotion import announce_promotion

    announce_promotion(plan_id=plan_id, by=by, at=at)


def _reject(plan_id: UUID, by: Any, at: datetime) -> None:
    from zhanggui.domain.promotions.operations.reject_plan import reject_plan

    reject_plan(plan_id=plan_id, by=by, at=at)


def _lapse(plan_id: UUID, by: Any, at: datetime) -> None:
    from zhanggui.domain.promotions.models import PromotionPlan
    from zhanggui.domain.promotions.states import PlanState

    PromotionPlan.objects.filter(pk=plan_id, state=PlanState.PROPOSED).update(
        state=PlanState.WITHDRAWN, decided_at=at
    )


PROMOTION_PLAN = ApprovalPolicy(
    kind="promotions.plan",
    title="Promotion",
    steps=(
        Step("examine", EXAMINE_PROMOTIONS, title="Examine", checklist=EXAMINATION),
        Step("approve", APPROVE_PROMOTIONS, title="Approve", checklist=APPROVAL),
    ),
    deadline=timedelta(days=5),
    content=frozen_plan,
    approved=_announce,
    rejected=_reject,
    lapsed=_lapse,
)
