"""Returning a measure: somebody else looked, and it is not done."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import VERIFY_ACTIONS, VERIFY_MEASURES
from zhanggui.domain.governance.facts import MeasureReturned
from zhanggui.domain.governance.keeping import held_measure, refuse_empty
from zhanggui.domain.governance.models import Measure
from zhanggui.domain.governance.refusals import SomebodyElseVerifies
from zhanggui.domain.governance.states import MEASURE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def return_measure(*, measure_id: UUID, verdict: str, by: Actor, at: datetime) -> Measure:
    """Give it back to its owner with what is missing; its day stays. Raises ``SomebodyElseVerifies``."""
    measure = held_measure(measure_id)
    by.require(VERIFY_ACTIONS if measure.finding_id else VERIFY_MEASURES)
    state = MEASURE.after(measure.state, "return")
    if by.account_id in (measure.done_by_id, measure.owner_id):
        raise SomebodyElseVerifies
    refuse_empty(verdict=verdict)

    measure.state, measure.verdict, measure.done_at = state, verdict.strip(), None
    measure.save(update_fields=["state", "verdict", "done_at"])

    fact = MeasureReturned(number=measure.about.number, what=measure.planned_work[:120])
    trail.record(fact, on=measure, by=by, at=at, reason=measure.verdict[:400], thread=measure.about)
    return measure
