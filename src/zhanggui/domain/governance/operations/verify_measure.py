"""Verifying a measure: somebody else looked, and it works."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import VERIFY_ACTIONS, VERIFY_MEASURES
from zhanggui.domain.governance.facts import MeasureVerified
from zhanggui.domain.governance.keeping import held_measure, held_risk, refuse_empty
from zhanggui.domain.governance.models import Measure
from zhanggui.domain.governance.refusals import SomebodyElseVerifies
from zhanggui.domain.governance.rules import REVIEWED_AFTER_CHANGE
from zhanggui.domain.governance.states import MEASURE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def verify_measure(*, measure_id: UUID, verdict: str, by: Actor, at: datetime) -> Measure:
    """Find it effective; what is left of a risk is then scored again within a week (B-9.3.3).

    What an audit found is verified by the auditor alone (B-9.4.3).

    Raises ``SomebodyElseVerifies`` and ``SayMore``.
    """
    measure = held_measure(measure_id)
    by.require(VERIFY_ACTIONS if measure.finding_id else VERIFY_MEASURES)
    state = MEASURE.after(measure.state, "verify")
    if by.account_id in (measure.done_by_id, measure.owner_id):
        raise SomebodyElseVerifies
    refuse_empty(verdict=verdict)

    measure.state, measure.verdict = state, verdict.strip()
    measure.verified_by_id, measure.verified_at = by.account_id, at
    measure.save(update_fields=["state", "verdict", "verified_by", "verified_at"])
    if measure.risk_id:
        risk = held_risk(measure.risk_id)
        risk.assess_by = min(risk.assess_by, at + REVIEWED_AFTER_CHANGE)
        risk.save(update_fields=["assess_by"])

    fact = MeasureVerified(number=measure.about.number, what=measure.planned_work[:120])
    trail.record(fact, on=measure, by=by, at=at, thread=measure.about)
    return measure
