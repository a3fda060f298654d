"""How price changes are judged: proposed by one, evaluated by another, approved by a third (B-4.2)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zhanggui.domain.pricing.capabilities import APPROVE_PRICES, EVALUATE_PRICES, HANDLE_VIOLATIONS
from zhanggui.domain.pricing.states import Gravity
from zhanggui.domain.training.entitling import certified_for
from zhanggui.domain.training.states import Post
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung

EVALUATION = (
    Check("research", "The market research is real, and supports the price"),
    Check("extent", "Direction and extent of the change follow from it"),
    Check("cost", "The price is not below cost, or the reason is lawful"),
    Check("comparison", "What it is compared with is a price really traded"),
    Check("raise", "The normal price was not raised just to be lowered"),
)
APPROVAL = (
    Check("policy", "The change follows the price policy of the house"),
    Check("law", "The change follows price law; nobody is misled or put at a disadvantage"),
    Check("timing", "Everything that shows the price will have it in time"),
)


def frozen_change(change: Any, lines: Iterable[Any]) -> dict[str, Any]:
    """What is approved: every price, its period, its comparison and the research behind it."""
    listed = sorted(
        [
            *(str(line.sku_id), line.amount_fen, line.normal_fen, line.reference_fen, line.cost_fen),
            *([] if line.floor_fen is None else [line.floor_fen]),
        ]
        for line in lines
    )
    return {
        "kind": change.kind,
        "starts_at": change.starts_at.timestamp(),
        "ends_at": change.ends_at.timestamp() if change.ends_at else None,
        "research": str(change.research_id),
        "lines": listed,
    }


def _content(change: Any) -> dict[str, Any]:
    return frozen_change(change, change.lines.all())


def _publish(change_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.pricing.operations.publish_price_change import publish_price_change

    publish_price_change(change_id=change_id, by=by, at=at)


def _reject(change_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.pricing.operations.reject_price_change import reject_price_change

    reject_price_change(change_id=change_id, by=by, at=at)


def _lapse(change_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.pricing.models import PriceChange
    from zhanggui.domain.pricing.states import ChangeState

    PriceChange.objects.filter(pk=change_id, state=ChangeState.PROPOSED).update(
        state=ChangeState.WITHDRAWN, decided_at=at
    )


PRICE_CHANGE = ApprovalPolicy(
    kind="pricing.change",
    title="Price change",
    steps=(
        Step("evaluate", EVALUATE_PRICES, title="Evaluate", checklist=EVALUATION),
        Step(
            "approve",
            APPROVE_PRICES,
            title="Approve",
            checklist=APPROVAL,
            entitled=certified_for(Post.PRICE_APPROVER),
        ),
    ),
    deadline=timedelta(days=5),
    content=_content,
    approved=_publish,
    rejected=_reject,
    lapsed=_lapse,
)

VIOLATION = CasePolicy(
    kind="pricing.violation",
    title="Price violation",
    prefix="JW",
    severities={
        Gravity.MINOR: Clocks(
            respond=timedelta(hours=24), answer=timedelta(days=3), resolve=timedelta(days=15)
        ),
        Gravity.MAJOR: Clocks(
            respond=timedelta(hours=1), answer=timedelta(hours=24), resolve=timedelta(days=7)
        ),
    },
    handling=HANDLE_VIOLATIONS,
    escalation=(Rung(80, Role.COMPLIANCE_OFFICER), Rung(100, Role.EXECUTIVE)),
    closing=Closing(finding=True, rectification=True),
)
"""The clocks are the house's own policy; that it ends with a rectification is the norm's (B-4.4.3)."""
