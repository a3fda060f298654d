"""Putting a draft rule before the public, who may comment on it until a day."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.compliance import rules
from zhanggui.domain.compliance.capabilities import WRITE_POLICIES
from zhanggui.domain.compliance.facts import CommentsOpened
from zhanggui.domain.compliance.models import PolicyVersion
from zhanggui.domain.compliance.refusals import CommentsClosed
from zhanggui.domain.compliance.states import POLICY, Audience
from zhanggui.domain.compliance.writing import held_version
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def open_comments(*, version_id: UUID, by: Actor, at: datetime) -> PolicyVersion:
    """Show the draft on the shop's page of rules. Raises ``CommentsClosed`` for what binds staff only."""
    by.require(WRITE_POLICIES)
    version = held_version(version_id)
    state = POLICY.after(version.state, "open comments")
    if version.policy.audience != Audience.PUBLIC:
        raise CommentsClosed

    version.state, version.comments_from = state, rules.day_of(at)
    version.comments_until = rules.comments_until(version.comments_from)
    version.save(update_fields=["state", "comments_from", "comments_until"])

    until = version.comments_until.isoformat()
    fact = CommentsOpened(code=version.policy.code, version=version.number, until=until)
    trail.record(fact, on=version, by=by, at=at, thread=version.policy)
    return version
