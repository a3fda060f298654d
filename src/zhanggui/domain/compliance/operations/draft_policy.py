"""Drafting a policy: a new one for an area of the business, with its first version."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhanggui.domain.compliance import rules
from zhanggui.domain.compliance.capabilities import WRITE_POLICIES
from zhanggui.domain.compliance.facts import PolicyDrafted
from zhanggui.domain.compliance.models import Policy, PolicyVersion
from zhanggui.domain.compliance.refusals import BadCode, CodeTaken
from zhanggui.domain.compliance.states import Area, Audience
from zhanggui.domain.compliance.writing import PolicyTerms, write_version
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyScope:
    """What a policy is about, whom it binds, who answers for it, and which posts read and acknowledge it."""

    code: str
    title: str
    area: Area
    audience: Audience
    owner: Role
    readers: tuple[Role, ...] = ()


@transaction.atomic
def draft_policy(*, scope: PolicyScope, terms: PolicyTerms, by: Actor, at: datetime) -> PolicyVersion:
    """A new policy as a draft. Raises ``BadCode``, ``CodeTaken`` and ``UnknownBasis``."""
    by.require(WRITE_POLICIES)
    if not rules.is_code(scope.code):
        raise BadCode(given=scope.code[:40])
    policy, is_new = Policy.objects.get_or_create(
        code=scope.code,
        defaults={
            "title": scope.title.strip(),
            "area": scope.area,
            "audience": scope.audience,
            "owner": scope.owner,
            "readers": [role.value for role in scope.readers],
            "created_at": at,
        },
    )
    if not is_new:
        raise CodeTaken(given=scope.code)

    version = write_version(policy, 1, terms, by, at)

    fact = PolicyDrafted(code=policy.code, version=1, title=policy.title)
    trail.record(fact, on=version, by=by, at=at, thread=policy)
    return version
