"""Holding a policy and writing a version of it down: shared by several operations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhanggui.domain.compliance import rules
from zhanggui.domain.compliance.models import Obligation, Policy, PolicyVersion
from zhanggui.domain.compliance.refusals import UnknownBasis
from zhanggui.domain.compliance.states import Impact
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyTerms:
    """What a version says, which duties it serves (codes), and the first day it is to hold."""

    text: str
    effective_on: date
    basis: Sequence[str]
    changes: str = ""
    impact: Impact = Impact.ORDINARY


def held_version(version_id: UUID) -> PolicyVersion:
    """This version with its policy, both held for change. Raises ``NotFound``."""
    policy_id = PolicyVersion.objects.filter(pk=version_id).values_list("policy_id", flat=True).first()
    if policy_id is None:
        raise NotFound
    policy = Policy.objects.locked().get(pk=policy_id)
    version = PolicyVersion.objects.locked().get(pk=version_id)
    version.policy = policy
    return version


def write_version(policy: Policy, number: int, terms: PolicyTerms, by: Actor, at: datetime) -> PolicyVersion:
    """A new draft. Raises ``UnknownBasis`` where it serves no duty of the register, or an unknown one."""
    wanted = sorted(set(terms.basis))
    known = set(Obligation.objects.active().filter(code__in=wanted).values_list("code", flat=True))
    if not wanted or (unknown := [code for code in wanted if code not in known]):
        raise UnknownBasis(codes=" ".join(unknown)[:200] if wanted else "—")
    return PolicyVersion.objects.create(
        policy=policy,
        number=number,
        text=terms.text.strip(),
        changes=terms.changes.strip(),
        impact=terms.impact,
        basis=wanted,
        effective_on=terms.effective_on,
        author_id=by.account_id,
        created_at=at,
    )


def frozen_content(version: PolicyVersion) -> dict[str, Any]:
    """What is reviewed, and what the digest is taken of."""
    names = (
        "number",
        "text",
        "changes",
        "impact",
        "basis",
        "effective_on",
        "comments_from",
        "comments_until",
    )
    return rules.frozen({"title": version.policy.title, **{name: getattr(version, name) for name in names}})
