"""Preparing a release: which project it belongs to, which need it answers, and what changes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.improvement.capabilities import IMPROVE
from zhanggui.domain.improvement.facts import ReleasePrepared
from zhanggui.domain.improvement.keeping import running_initiative
from zhanggui.domain.improvement.models import Release
from zhanggui.domain.improvement.refusals import NotResearch, ReleaseKnown
from zhanggui.domain.improvement.states import InitiativeKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("improvement_release_number_key", ReleaseKnown)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseWish:
    """Its version, the need of the market or the complaint that caused it, and what changes."""

    number: str
    need: str
    notes: str


@transaction.atomic
def prepare_release(*, initiative_id: UUID, wish: ReleaseWish, by: Actor, at: datetime) -> Release:
    """Prepare it (B-10.3.1). Raises ``NotItsInitiator``, ``NotResearch``, ``SayMore``, ``ReleaseKnown``."""
    by.require(IMPROVE)
    initiative = running_initiative(initiative_id, by)
    if initiative.kind != InitiativeKind.RESEARCH:
        raise NotResearch
    refuse_empty(title=wish.number, reason=wish.need, what=wish.notes)
    release = Release(
        number=wish.number.strip(),
        initiative=initiative,
        need=wish.need.strip(),
        notes=wish.notes.strip(),
        prepared_by_id=by.account_id,
        prepared_at=at,
    )
    with refusing(), transaction.atomic():
        release.save(force_insert=True)

    fact = ReleasePrepared(release=release.number, number=initiative.number)
    trail.record(fact, on=release, by=by, at=at, thread=initiative)
    return release
