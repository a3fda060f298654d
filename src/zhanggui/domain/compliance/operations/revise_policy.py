"""Revising a policy: an edit is a new version; the one in force holds until that one does."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zhanggui.domain.compliance.capabilities import WRITE_POLICIES
from zhanggui.domain.compliance.facts import PolicyDrafted
from zhanggui.domain.compliance.models import Policy, PolicyVersion
from zhanggui.domain.compliance.refusals import PolicyVersionOpen
from zhanggui.domain.compliance.states import OPEN
from zhanggui.domain.compliance.writing import PolicyTerms, write_version
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def revise_policy(*, policy_id: UUID, terms: PolicyTerms, by: Actor, at: datetime) -> PolicyVersion:
    """A new draft version. Raises ``PolicyVersionOpen`` and ``UnknownBasis``."""
    by.require(WRITE_POLICIES)
    policy = Policy.objects.locked().filter(pk=policy_id).first()
    if policy is None:
        raise NotFound
    if policy.versions.filter(state__in=OPEN).exists():
        raise PolicyVersionOpen
    latest = policy.versions.aggregate(number=Max("number"))["number"]

    version = write_version(policy, latest + 1, terms, by, at)

    fact = PolicyDrafted(code=policy.code, version=version.number, title=policy.title)
    trail.record(fact, on=version, by=by, at=at, thread=policy)
    return version
