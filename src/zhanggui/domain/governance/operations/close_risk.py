"""Closing a risk: it is no longer there, and nothing about it is left undone."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import ASSESS_RISKS
from zhanggui.domain.governance.facts import RiskClosed
from zhanggui.domain.governance.keeping import held_risk, refuse_empty
from zhanggui.domain.governance.models import Risk
from zhanggui.domain.governance.refusals import MeasuresOpen
from zhanggui.domain.governance.states import RISK, MeasureState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def close_risk(*, risk_id: UUID, reason: str, by: Actor, at: datetime) -> Risk:
    """Take a risk off the register; its history stays. Raises ``MeasuresOpen`` and ``SayMore``."""
    by.require(ASSESS_RISKS)
    risk = held_risk(risk_id)
    risk.state = RISK.after(risk.state, "close")
    if left := risk.measures.exclude(state=MeasureState.VERIFIED).count():
        raise MeasuresOpen(count=left)
    refuse_empty(reason=reason)
    risk.closed_because, risk.closed_at = reason.strip(), at
    risk.save(update_fields=["state", "closed_because", "closed_at"])

    trail.record(RiskClosed(number=risk.number), on=risk, by=by, at=at, reason=risk.closed_because[:400])
    return risk
