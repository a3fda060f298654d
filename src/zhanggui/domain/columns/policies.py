"""How columns are reviewed: like everything the public sees, by somebody else, item by item."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zhanggui.domain.columns.capabilities import REVIEW_COLUMNS
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.trail import Subject

CHECKLIST = (
    Check("words", "It says only what is true and proven, in words the law allows"),
    Check("goods", "The goods shown are on sale, and are what the title says"),
    Check("picture", "The picture is true and its rights are held; made by a machine, it says so"),
    Check("paid", "A paid place names who pays, and will be marked as an advertisement"),
    Check("window", "Window, order and audience are right, and put nobody at a disadvantage"),
    Check("link", "Its link leads where it says"),
)


def _content(version: Any) -> dict[str, Any]:
    from zhanggui.domain.columns.writing import frozen_content

    return frozen_content(version)


def _publish(version_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.columns.operations.publish_column import publish_column

    publish_column(version_id=version_id, by=by, at=at)


def _return(version_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.columns.operations.return_column import return_column

    return_column(version_id=version_id, by=by, at=at)


def _lapse(version_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.columns.models import ColumnVersion
    from zhanggui.domain.columns.states import ColumnState

    ColumnVersion.objects.filter(pk=version_id, state=ColumnState.SUBMITTED).update(
        state=ColumnState.WITHDRAWN, decided_at=at
    )


MARKETING_COLUMN = ApprovalPolicy(
    kind="columns.column",
    title="Marketing column",
    steps=(Step("review", REVIEW_COLUMNS, title="Review item by item", checklist=CHECKLIST),),
    deadline=timedelta(days=2),
    content=_content,
    thread=lambda version: Subject("columns.column", version.column_id),
    approved=_publish,
    rejected=_return,
    lapsed=_lapse,
)
