"""Reaching a milestone: the owner of its initiative says so once, and shows it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.improvement.capabilities import IMPROVE
from zhanggui.domain.improvement.facts import MilestoneReached
from zhanggui.domain.improvement.keeping import running_initiative
from zhanggui.domain.improvement.models import Milestone
from zhanggui.domain.improvement.refusals import MilestonePassed
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def reach_milestone(*, milestone_id: UUID, evidence: str, by: Actor, at: datetime) -> Milestone:
    """Say that it is reached (B-10.4.2). Raises ``NotItsInitiator``, ``MilestonePassed`` and ``SayMore``."""
    by.require(IMPROVE)
    found = Milestone.objects.filter(pk=milestone_id).first()
    if found is None:
        raise NotFound
    initiative = running_initiative(found.initiative_id, by)
    milestone = Milestone.objects.locked().get(pk=milestone_id)
    if milestone.reached_on is not None:
        raise MilestonePassed
    refuse_empty(evidence=evidence)

    milestone.reached_on, milestone.shown_by = at.astimezone(SHANGHAI).date(), evidence.strip()
    milestone.save(update_fields=["reached_on", "shown_by"])

    fact = MilestoneReached(number=initiative.number, title=milestone.title)
    trail.record(fact, on=milestone, by=by, at=at, thread=initiative)
    return milestone
