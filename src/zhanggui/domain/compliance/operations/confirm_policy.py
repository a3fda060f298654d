"""Confirming a policy: looked through once a year, and it stays as it is."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.compliance.capabilities import KEEP_REGISTER
from zhanggui.domain.compliance.facts import PolicyConfirmed
from zhanggui.domain.compliance.models import Policy, PolicyReview
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def confirm_policy(*, policy_id: UUID, note: str, by: Actor, at: datetime) -> PolicyReview:
    """Keep who looked, when, and why nothing has to change. Raises ``NotFound``."""
    by.require(KEEP_REGISTER)
    policy = Policy.objects.locked().filter(pk=policy_id).first()
    if policy is None:
        raise NotFound
    review = PolicyReview.objects.create(
        policy=policy, note=note.strip()[:1000], reviewed_by_id=by.account_id, reviewed_at=at
    )
    trail.record(PolicyConfirmed(code=policy.code), on=policy, by=by, at=at, reason=note)
    return review
