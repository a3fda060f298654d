"""Finishing a measure: its owner says that it is done, and shows it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import CARRY_OUT
from zhanggui.domain.governance.facts import MeasureFinished
from zhanggui.domain.governance.keeping import filed, held_measure, refuse_empty
from zhanggui.domain.governance.models import Measure
from zhanggui.domain.governance.refusals import NotItsOwner
from zhanggui.domain.governance.states import MEASURE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.uploads import Upload


@transaction.atomic
def finish_measure(
    *, measure_id: UUID, evidence: str, by: Actor, at: datetime, paper: Upload | None = None
) -> Measure:
    """Say that it is done, with what shows it (B-9.3.3). Raises ``NotItsOwner`` and ``SayMore``."""
    by.require(CARRY_OUT)
    measure = held_measure(measure_id)
    state = MEASURE.after(measure.state, "finish")
    if measure.owner_id != by.account_id:
        raise NotItsOwner(owner=str(measure.owner.person or measure.owner))
    refuse_empty(evidence=evidence)

    measure.state, measure.shown_by = state, evidence.strip()
    measure.paper = filed(paper, by=by, at=at) or measure.paper
    measure.done_by_id, measure.done_at = by.account_id, at
    measure.save(update_fields=["state", "shown_by", "paper", "done_by", "done_at"])

    fact = MeasureFinished(number=measure.about.number, what=measure.planned_work[:120])
    trail.record(fact, on=measure, by=by, at=at, thread=measure.about)
    return measure
