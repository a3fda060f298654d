"""How templates are judged: written by one, reviewed by another, then in use."""

from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.messaging.capabilities import REVIEW_TEMPLATE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.trail import Subject


def _publish(version_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.messaging.outcomes import publish

    publish(version_id, by, at)


TEMPLATE = ApprovalPolicy(
    kind="messaging.template",
    title="Message template",
    steps=(
        Step(
            "review",
            REVIEW_TEMPLATE,
            "Review",
            (
                Check("true", "What it says is true and complete"),
                Check("sender", "It is clear who writes, and why"),
                Check("data", "It shows no more personal data than it needs"),
                Check("refusal", "Who does not want it learns how to refuse"),
            ),
        ),
    ),
    deadline=timedelta(days=5),
    content=lambda version: version.content(),
    thread=lambda version: Subject("messaging.template", version.template_id),
    approved=_publish,
)
"""Words that reach everybody are read by a second person first."""
