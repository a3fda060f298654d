"""Assessing a release before it is let out: what it means for security, and for personal data."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.improvement.capabilities import ASSESS_RELEASES
from zhanggui.domain.improvement.facts import ReleaseAssessed
from zhanggui.domain.improvement.keeping import held_release
from zhanggui.domain.improvement.models import Release
from zhanggui.domain.improvement.refusals import SomebodyElseDecides
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.mechanisms import trail


@transaction.atomic
def assess_release(*, release_id: UUID, security: str, privacy: str, by: Actor, at: datetime) -> Release:
    """Say both (B-10.3.1, PI-11). Raises ``SomebodyElseDecides``, ``WrongState`` and ``SayMore``."""
    by.require(ASSESS_RELEASES)
    release = held_release(release_id)
    if release.assessed_at is not None:
        raise WrongState
    if release.prepared_by_id == by.account_id:
        raise SomebodyElseDecides
    refuse_empty(evidence=security)
    refuse_empty(evidence=privacy)

    release.security_assessment, release.privacy_assessment = security.strip(), privacy.strip()
    release.assessed_by_id, release.assessed_at = by.account_id, at
    release.save(update_fields=["security_assessment", "privacy_assessment", "assessed_by", "assessed_at"])

    trail.record(ReleaseAssessed(release=release.number), on=release, by=by, at=at, thread=release.initiative)
    return release
