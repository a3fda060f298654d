"""Finishing an initiative: its result is told, with the rights that came of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.improvement.capabilities import IMPROVE
from zhanggui.domain.improvement.facts import InitiativeFinished
from zhanggui.domain.improvement.keeping import running_initiative
from zhanggui.domain.improvement.models import Initiative
from zhanggui.domain.improvement.refusals import MilestonesOpen
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def finish_initiative(
    *, initiative_id: UUID, result: str, rights: str, by: Actor, at: datetime
) -> Initiative:
    """Finish it (B-10.3.1, B-10.4.2). Raises ``NotItsInitiator``, ``MilestonesOpen`` and ``SayMore``."""
    by.require(IMPROVE)
    initiative = running_initiative(initiative_id, by)
    refuse_empty(conclusion=result)
    if count := initiative.milestones.filter(reached_on=None).count():
        raise MilestonesOpen(count=count)

    initiative.result, initiative.rights, initiative.finished_at = result.strip(), rights.strip(), at
    initiative.save(update_fields=["result", "rights", "finished_at"])

    fact = InitiativeFinished(number=initiative.number, result=initiative.result[:120])
    trail.record(fact, on=initiative, by=by, at=at)
    return initiative
