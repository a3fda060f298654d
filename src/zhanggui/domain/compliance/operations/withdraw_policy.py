"""Withdrawing a version of a policy before it is decided; what is in force stays."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.compliance.capabilities import WRITE_POLICIES
from zhanggui.domain.compliance.facts import PolicyWithdrawn
from zhanggui.domain.compliance.models import PolicyVersion
from zhanggui.domain.compliance.states import POLICY, PolicyState
from zhanggui.domain.compliance.writing import held_version
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def withdraw_policy(*, version_id: UUID, by: Actor, at: datetime, reason: str = "") -> PolicyVersion:
    """Take a version back that nobody has decided yet. Raises ``WrongState``."""
    by.require(WRITE_POLICIES)
    version = held_version(version_id)
    state = POLICY.after(version.state, "withdraw")
    review = approvals.review_of(version.id)
    if version.state == PolicyState.SUBMITTED and review is not None:
        approvals.withdraw(review_id=review.id, by=by, at=at, reason=reason)
    version.state, version.decided_at = state, at
    version.save(update_fields=["state", "decided_at"])

    fact = PolicyWithdrawn(code=version.policy.code, version=version.number)
    trail.record(fact, on=version, by=by, at=at, reason=reason, thread=version.policy)
    return version
