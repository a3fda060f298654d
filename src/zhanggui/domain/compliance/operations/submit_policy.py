"""Submitting a version of a policy: from now on it is frozen, and somebody else looks at it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.compliance import rules
from zhanggui.domain.compliance.capabilities import WRITE_POLICIES
from zhanggui.domain.compliance.facts import PolicySubmitted
from zhanggui.domain.compliance.models import PolicyVersion
from zhanggui.domain.compliance.policies import POLICY_VERSION
from zhanggui.domain.compliance.refusals import CommentsFirst
from zhanggui.domain.compliance.states import POLICY, Audience
from zhanggui.domain.compliance.writing import frozen_content, held_version
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def submit_policy(*, version_id: UUID, by: Actor, at: datetime, note: str = "") -> PolicyVersion:
    """Hand it to the reviewer; a rule of the platform only after the public had its days.

    Raises ``CommentsFirst`` and ``WrongState``.
    """
    by.require(WRITE_POLICIES)
    version = held_version(version_id)
    state = POLICY.after(version.state, "submit")
    today = rules.day_of(at)
    until = version.comments_until
    if version.policy.audience == Audience.PUBLIC and (until is None or today <= until):
        raise CommentsFirst(until=until or "—")

    version.state, version.submitted_at = state, at
    version.digest = approvals.digest_of(frozen_content(version))
    version.save(update_fields=["state", "submitted_at", "digest"])
    approvals.submit(POLICY_VERSION, version, by=by, at=at, author=version.author, note=note)

    fact = PolicySubmitted(code=version.policy.code, version=version.number)
    trail.record(fact, on=version, by=by, at=at, reason=note, thread=version.policy)
    return version
