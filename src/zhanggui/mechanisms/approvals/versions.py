"""What can be reviewed, and whether it is still what was submitted."""

from typing import Any, ClassVar, Protocol

from zhanggui.mechanisms.approvals.digests import digest_of
from zhanggui.mechanisms.approvals.models import Review
from zhanggui.mechanisms.approvals.policy import ApprovalPolicy
from zhanggui.mechanisms.approvals.refusals import VersionChanged
from zhanggui.mechanisms.trail import Subject


class Version(Protocol):
    """What can be reviewed: a stored row with the fingerprint of its content."""

    id: Any
    digest: Any
    _meta: ClassVar[Any]


def refuse_changed(policy: ApprovalPolicy, version: Any, digest: str) -> None:
    """Refuse unless the version still has this digest, and its content still gives it."""
    if version.digest != digest:
        raise VersionChanged
    if policy.content is not None and digest_of(policy.content(version)) != digest:
        raise VersionChanged


def thread_of(review: Review) -> Subject:
    """The larger story in whose timeline the review shows."""
    return Subject(type=review.thread_type, id=review.thread_id)
