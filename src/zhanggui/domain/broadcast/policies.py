"""How a slot is reviewed before every airing (TV-07, TV-09)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zhanggui.domain.broadcast.capabilities import REVIEW_PROGRAMMES
from zhanggui.domain.training.entitling import certified_for
from zhanggui.domain.training.states import Post
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.trail import Subject

CHECKLIST = (
    Check("true", "The goods are introduced truly; nothing is exaggerated"),
    Check("seller", "The seller's name is shown and said"),
    Check("return", "Return without reason and pay after inspection are promised with their period"),
    Check("proof", "No celebrity or expert stands as proof; no invented award, research or statistics"),
    Check("scarcity", "No invented shortage, rush or clearance; what is said to be left is the quota"),
    Check("style", "No news style, no shouting voice or gestures"),
    Check("host", "The host holds a certificate that is valid"),
    Check("labels", "“购物” stands top right; required words and labels of the category are shown"),
)


def _content(plan: Any) -> dict[str, Any]:
    content: dict[str, Any] = plan.content
    return content


def _approve(plan_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.broadcast.operations.adopt_plan import adopt_plan

    adopt_plan(plan_id=plan_id, by=by, at=at)


def _return(plan_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.broadcast.operations.return_slot import return_slot

    return_slot(plan_id=plan_id, by=by, at=at)


def _lapse(plan_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.broadcast.models import Slot
    from zhanggui.domain.broadcast.states import SlotState

    Slot.objects.filter(plans=plan_id, state=SlotState.SUBMITTED).update(state=SlotState.PLANNED)


RERUN_CHECKLIST = (
    Check("complaints", "What was complained of after the earlier run was settled"),
    Check("prices", "Prices, stock and dates said in the recording are those of today, or are covered over"),
    Check("law", "Nothing that was lawful then is banned by now"),
    *CHECKLIST,
)


def _thread(plan: Any) -> Subject:
    return Subject("broadcast.slot", plan.slot_id)


RERUN_REVIEW = ApprovalPolicy(
    kind="broadcast.rerun",
    title="Re-run review",
    steps=(
        Step(
            "review",
            REVIEW_PROGRAMMES,
            title="Review what is shown again",
            checklist=RERUN_CHECKLIST,
            entitled=certified_for(Post.AD_REVIEWER),
        ),
    ),
    deadline=timedelta(days=7),
    content=_content,
    thread=_thread,
    approved=_approve,
    rejected=_return,
    lapsed=_lapse,
)
"""What was approved once is not approved for ever: each re-run is looked at again (TV-09)."""

SLOT_REVIEW = ApprovalPolicy(
    kind="broadcast.slot",
    title="Programme review",
    steps=(
        Step(
            "review",
            REVIEW_PROGRAMMES,
            title="Review the script and the goods",
            checklist=CHECKLIST,
            entitled=certified_for(Post.AD_REVIEWER),
        ),
    ),
    deadline=timedelta(days=7),
    content=_content,
    thread=_thread,
    approved=_approve,
    rejected=_return,
    lapsed=_lapse,
)
