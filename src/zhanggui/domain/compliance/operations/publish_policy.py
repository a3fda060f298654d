"""Publishing a version of a policy: exactly what was approved, with the days of notice the law gives."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.compliance import rules
from zhanggui.domain.compliance.capabilities import APPROVE_POLICIES
from zhanggui.domain.compliance.facts import PolicyPublished
from zhanggui.domain.compliance.models import Release
from zhanggui.domain.compliance.refusals import NoticeTooShort
from zhanggui.domain.compliance.states import POLICY
from zhanggui.domain.compliance.writing import held_version
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refusing


@transaction.atomic
def publish_policy(*, version_id: UUID, by: Actor, at: datetime) -> Release:
    """Announce it; it holds from its day on, and the one before holds until then.

    The last approval of the review calls this. Raises ``NoticeTooShort`` where the public would learn of it
    too late (the reviewer then returns it, and the next version names a later day), and ``DayTaken``.
    """
    by.require(APPROVE_POLICIES)
    version = held_version(version_id)
    policy, today = version.policy, rules.day_of(at)
    state = POLICY.after(version.state, "publish")
    days = rules.notice_days(policy.audience, version.impact, today)
    earliest = rules.earliest_effect(policy.audience, version.impact, today)
    if version.effective_on < earliest:
        raise NoticeTooShort(days=days, earliest=earliest)

    version.state, version.decided_at = state, at
    version.save(update_fields=["state", "decided_at"])
    with refusing():
        release = Release.objects.create(
            policy=policy,
            version=version,
            published_at=at,
            published_on=today,
            effective_on=version.effective_on,
            notice_days=days,
        )

    fact = PolicyPublished(
        code=policy.code,
        version=version.number,
        since=version.effective_on.isoformat(),
        notice_days=days,
    )
    trail.record(fact, on=version, by=by, at=at, thread=policy)
    return release
