"""What needs a second pair of eyes (A-4.3), and the clocks of a recall (QL-07)."""

from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.inventory import documents
from zhanggui.domain.inventory.capabilities import APPROVE_CORRECTION, APPROVE_DOCUMENT, HANDLE_RECALL
from zhanggui.domain.inventory.models import StockCorrection
from zhanggui.domain.inventory.operations.approve_document import approve_document
from zhanggui.domain.inventory.operations.drop_correction import drop_correction
from zhanggui.domain.inventory.operations.drop_document import drop_document
from zhanggui.domain.inventory.operations.post_correction import post_correction
from zhanggui.domain.inventory.rules import content_of_correction
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung


def content(correction: StockCorrection) -> dict[str, object]:
    """The differences that are to be booked."""
    lines = correction.count.lines.order_by("sku__code").values_list("sku__code", "booked", "counted")
    return content_of_correction(correction.count.number, correction.reason, list(lines))


def approved(correction_id: UUID, by: Actor, at: datetime) -> None:
    post_correction(correction_id=correction_id, by=by, at=at)


def dropped(correction_id: UUID, by: Actor, at: datetime) -> None:
    drop_correction(correction_id=correction_id, by=by, at=at)


DOCUMENT = ApprovalPolicy(
    kind="inventory.document",
    title="Goods that leave the house",
    steps=(
        Step(
            "review",
            capability=APPROVE_DOCUMENT,
            title="Review of the goods document",
            checklist=(
                Check("pieces", "The pieces and their lots were checked where they lie"),
                Check("reason", "The reason is written down and holds"),
            ),
        ),
    ),
    deadline=timedelta(days=3),
    content=documents.content,
    approved=lambda document_id, by, at: approve_document(document_id=document_id, by=by, at=at),
    rejected=lambda document_id, by, at: drop_document(document_id=document_id, by=by, at=at),
    lapsed=lambda document_id, by, at: drop_document(document_id=document_id, by=by, at=at),
)

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

RECALL = CasePolicy(
    kind="inventory.recall",
    title="Recall",
    prefix="ZH",
    severities={
        "parcel": Clocks(respond=timedelta(hours=24), resolve=timedelta(days=30)),
        "lot": Clocks(resolve=timedelta(days=60)),
    },
    handling=HANDLE_RECALL,
    escalation=(Rung(50, Role.CS_SUPERVISOR), Rung(100, Role.COMPLIANCE_OFFICER)),
    closing=Closing(finding=True, rectification=False, reply=False),
)
"""One case for the lot, with a clock until it is settled; one for each parcel of it, to be told in a day."""
