"""How policies are reviewed: by somebody other than their author, item by item."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zhanggui.domain.compliance.capabilities import APPROVE_POLICIES
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.trail import Subject

CHECKLIST = (
    Check("lawful", "It agrees with the duties it names, as the law stands today"),
    Check("clear", "It says clearly who does what, and by when"),
    Check("fair", "It puts nobody at an unreasonable disadvantage; what was said about it was weighed"),
    Check("effect", "Its first day gives everybody concerned the time they need"),
)


def _content(version: Any) -> dict[str, Any]:
    from zhanggui.domain.compliance.writing import frozen_content

    return frozen_content(version)


def _publish(version_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.compliance.operations.publish_policy import publish_policy

    publish_policy(version_id=version_id, by=by, at=at)


def _return(version_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.compliance.operations.return_policy import return_policy

    return_policy(version_id=version_id, by=by, at=at)


def _lapse(version_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.compliance.models import PolicyVersion
    from zhanggui.domain.compliance.states import PolicyState

    PolicyVersion.objects.filter(pk=version_id, state=PolicyState.SUBMITTED).update(
        state=PolicyState.WITHDRAWN, decided_at=at
    )


POLICY_VERSION = ApprovalPolicy(
    kind="compliance.policy",
    title="Policy",
    steps=(Step("review", APPROVE_POLICIES, title="Review item by item", checklist=CHECKLIST),),
    deadline=timedelta(days=5),
    content=_content,
    thread=lambda version: Subject("compliance.policy", version.policy_id),
    approved=_publish,
    rejected=_return,
    lapsed=_lapse,
)
