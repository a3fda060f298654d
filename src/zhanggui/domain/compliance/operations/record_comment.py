"""Recording a comment: what somebody of the public said about a draft rule, in whatever way."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.compliance import rules
from zhanggui.domain.compliance.capabilities import WRITE_POLICIES
from zhanggui.domain.compliance.facts import Commented
from zhanggui.domain.compliance.models import Comment
from zhanggui.domain.compliance.refusals import CommentsClosed, NothingSaid
from zhanggui.domain.compliance.states import POLICY
from zhanggui.domain.compliance.writing import held_version
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

SHORTEST = 5


@transaction.atomic
def record_comment(*, version_id: UUID, who: str, text: str, by: Actor, at: datetime) -> Comment:
    """Keep what was said, and by whom. Raises ``CommentsClosed``, ``NothingSaid`` and ``WrongState``."""
    by.require(WRITE_POLICIES)
    version = held_version(version_id)
    POLICY.after(version.state, "comment")
    if not version.open_for_comments(rules.day_of(at)):
        raise CommentsClosed
    if len(text.strip()) < SHORTEST:
        raise NothingSaid

    comment = Comment.objects.create(
        version=version,
        who=who.strip()[:80],
        text=text.strip()[:1000],
        recorded_by_id=by.account_id,
        recorded_at=at,
    )
    fact = Commented(code=version.policy.code, version=version.number)
    trail.record(fact, on=comment, by=by, at=at, thread=version)
    return comment
