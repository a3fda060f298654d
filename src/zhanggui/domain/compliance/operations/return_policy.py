"""Returning a version of a policy: the review refused it, and holds the reasons."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.compliance.capabilities import APPROVE_POLICIES
from zhanggui.domain.compliance.facts import PolicyReturned
from zhanggui.domain.compliance.models import PolicyVersion
from zhanggui.domain.compliance.states import POLICY
from zhanggui.domain.compliance.writing import held_version
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def return_policy(*, version_id: UUID, by: Actor, at: datetime) -> PolicyVersion:
    """Give it back to be corrected; its author writes a new version. What is in force stays."""
    by.require(APPROVE_POLICIES)
    version = held_version(version_id)
    version.state, version.decided_at = POLICY.after(version.state, "return"), at
    version.save(update_fields=["state", "decided_at"])

    fact = PolicyReturned(code=version.policy.code, version=version.number)
    trail.record(fact, on=version, by=by, at=at, thread=version.policy)
    return version
