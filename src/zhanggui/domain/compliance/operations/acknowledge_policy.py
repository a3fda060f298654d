"""Acknowledging a policy: somebody whose post it concerns has read the version in force."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.compliance.capabilities import READ_POLICIES
from zhanggui.domain.compliance.facts import PolicyAcknowledged
from zhanggui.domain.compliance.models import Acknowledgement, PolicyVersion
from zhanggui.domain.compliance.queries import policies_for
from zhanggui.domain.compliance.refusals import NotYourPolicy
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def acknowledge_policy(*, version_id: UUID, by: Actor, at: datetime) -> PolicyVersion:
    """Confirm that it was read. Twice is once. Raises ``NotYourPolicy``."""
    by.require(READ_POLICIES)
    mine = {release.version_id: release.version for release in policies_for(by, at)}
    version = mine.get(version_id)
    if version is None:
        raise NotYourPolicy
    _, is_first = Acknowledgement.objects.get_or_create(
        version=version, account_id=by.account_id, defaults={"acknowledged_at": at}
    )
    if is_first:
        fact = PolicyAcknowledged(code=version.policy.code, version=version.number)
        trail.record(fact, on=version, by=by, at=at, thread=version.policy)
    return version
