"""A correction of the books needs a second pair of eyes (A-4.3)."""

from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.inventory.capabilities import APPROVE_CORRECTION
from zhanggui.domain.inventory.models import StockCorrection
from zhanggui.domain.inventory.operations.drop_correction import drop_correction
from zhanggui.domain.inventory.operations.post_correction import post_correction
from zhanggui.domain.inventory.rules import content_of_correction
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step


def content(correction: StockCorrection) -> dict[str, object]:
    """The differences that are to be booked."""
    lines = correction.count.lines.order_by("sku__code").values_list("sku__code", "booked", "counted")
    return content_of_correction(correction.count.number, correction.reason, list(lines))


def approved(correction_id: UUID, by: Actor, at: datetime) -> None:
    post_correction(correction_id=correction_id, by=by, at=at)


def dropped(correction_id: UUID, by: Actor, at: datetime) -> None:
    drop_correction(correction_id=correction_id, by=by, at=at)


CORRECTION = ApprovalPolicy(
    kind="inventory.correction",
    title="Stock correction",
    steps=(
        Step(
            "review",
            capability=APPROVE_CORRECTION,
            title="Review of the difference",
            checklist=(
                Check("recounted", "The difference was counted a second time"),
                Check("cause", "The cause was looked for and written down"),
            ),
        ),
    ),
    deadline=timedelta(days=3),
    content=content,
    approved=approved,
    rejected=dropped,
    lapsed=dropped,
)
