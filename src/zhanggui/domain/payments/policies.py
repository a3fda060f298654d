"""Who looks at it when our books and somebody else's list do not agree (EC-21, A-4.3)."""

from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.payments import settling
from zhanggui.domain.payments.capabilities import AGREE_TO_CORRECTIONS, SETTLE_DIFFERENCES
from zhanggui.domain.payments.operations.agree_to_correction import agree_to_correction
from zhanggui.domain.payments.operations.drop_correction import drop_correction
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung


def _days(opened_at: datetime) -> datetime:
    return opened_at + timedelta(days=norm("reconciliation.settle_days", on=opened_at))


def _day(opened_at: datetime) -> datetime:
    return opened_at + timedelta(days=1)


DIFFERENCE = CasePolicy(
    kind="payments.difference",
    title="Difference in the reconciliation",
    prefix="CY",
    severities={"ordinary": Clocks(resolve=_days), "large": Clocks(respond=_day, resolve=_days)},
    handling=SETTLE_DIFFERENCES,
    escalation=(Rung(50, Role.FINANCE), Rung(100, Role.EXECUTIVE)),
    closing=Closing(finding=True),
)


def _agreed(correction_id: UUID, by: Actor, at: datetime) -> None:
    agree_to_correction(correction_id=correction_id, by=by, at=at)


def _dropped(correction_id: UUID, by: Actor, at: datetime) -> None:
    drop_correction(correction_id=correction_id, by=by, at=at)


CORRECTION = ApprovalPolicy(
    kind="payments.correction",
    title="Entry for a difference",
    steps=(
        Step(
            "agree",
            AGREE_TO_CORRECTIONS,
            title="Agree to the entry",
            checklist=(
                Check("list", "The line was looked up in the list of the other side"),
                Check("books", "The payment and its order were looked up in our books"),
                Check("cause", "The cause is written down"),
            ),
        ),
    ),
    deadline=timedelta(days=5),
    content=settling.content,
    approved=_agreed,
    rejected=_dropped,
    lapsed=_dropped,
)
