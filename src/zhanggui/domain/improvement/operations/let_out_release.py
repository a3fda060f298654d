"""Letting a release out, once it was assessed by somebody else."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.improvement.capabilities import IMPROVE
from zhanggui.domain.improvement.facts import ReleaseLetOut
from zhanggui.domain.improvement.keeping import held_release, refuse_other_owners
from zhanggui.domain.improvement.models import Release
from zhanggui.domain.improvement.refusals import NotAssessed
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.mechanisms import trail


@transaction.atomic
def let_out_release(*, release_id: UUID, by: Actor, at: datetime) -> Release:
    """Say that it is out (B-10.3.1). Raises ``NotItsInitiator``, ``NotAssessed`` and ``WrongState``."""
    by.require(IMPROVE)
    release = held_release(release_id)
    refuse_other_owners(release.initiative, by)
    if release.released_at is not None:
        raise WrongState
    if release.assessed_at is None:
        raise NotAssessed

    release.released_at = at
    release.save(update_fields=["released_at"])

    trail.record(ReleaseLetOut(release=release.number), on=release, by=by, at=at, thread=release.initiative)
    return release
