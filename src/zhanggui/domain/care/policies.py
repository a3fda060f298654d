"""The clocks of customer care, in wall time, day and night (B-6.1.1, B-6.1.3), and who folds a rating."""

from collections.abc import Callable
from datetime import datetime, timedelta

from zhanggui.domain.care.capabilities import AGREE_TO_FOLDING, HANDLE
from zhanggui.domain.care.outcomes import ask_about_complaint, ask_about_consultation, fold
from zhanggui.domain.care.states import CAUSES, Severity
from zhanggui.identity.roles import Role
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung


def _hours(key: str) -> Callable[[datetime], datetime]:
    return lambda opened_at: opened_at + timedelta(hours=norm(key, on=opened_at))


def _days(key: str) -> Callable[[datetime], datetime]:
    return lambda opened_at: opened_at + timedelta(days=norm(key, on=opened_at))


CHAIN = (Rung(50, Role.CS_AGENT), Rung(80, Role.CS_SUPERVISOR), Rung(100, Role.EXECUTIVE))
"""Told at half the time, at four fifths, and when it has run out."""

COMPLAINT = CasePolicy(
    kind="care.complaint",
    title="Complaint",
    prefix="TS",
    severities={
        Severity.ORDINARY: Clocks(
            respond=_hours("complaint.respond_hours"),
            answer=_hours("complaint.answer_hours"),
            resolve=_days("complaint.settle_days"),
        ),
        Severity.MAJOR: Clocks(
            respond=_hours("complaint.respond_hours"),
            answer=_hours("complaint.answer_hours"),
            resolve=_hours("complaint.resolve_major_hours"),
        ),
    },
    handling=HANDLE,
    escalation=CHAIN,
    closing=Closing(finding=True, reply=True),
    causes=CAUSES,
    closed=ask_about_complaint,
)

CONSULTATION = CasePolicy(
    kind="care.consultation",
    title="Question",
    prefix="ZX",
    severities={
        Severity.ORDINARY: Clocks(
            respond=_hours("consultation.respond_hours"), answer=_hours("consultation.answer_hours")
        )
    },
    handling=HANDLE,
    escalation=CHAIN,
    closing=Closing(finding=False, reply=True),
    closed=ask_about_consultation,
)

FOLDING = ApprovalPolicy(
    kind="care.folding",
    title="Folding of a rating",
    steps=(
        Step(
            "agree",
            AGREE_TO_FOLDING,
            "Agree to the folding",
            (
                Check("unlawful", "The content is unlawful on the basis named"),
                Check("not_for_criticism", "It is not folded for being critical"),
            ),
        ),
    ),
    deadline=timedelta(days=3),
    content=lambda proposal: proposal.content(),
    approved=fold,
)
"""Ratings are not deleted; a second person agrees before one is folded (EC-12)."""
