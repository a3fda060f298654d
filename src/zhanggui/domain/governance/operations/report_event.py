"""Reporting that a risk came true: from this second its response has clocks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import REPORT_EVENTS
from zhanggui.domain.governance.facts import RiskCameTrue
from zhanggui.domain.governance.keeping import held_risk, refuse_empty
from zhanggui.domain.governance.models import Risk, RiskEvent
from zhanggui.domain.governance.rules import REVIEWED_AFTER_CHANGE
from zhanggui.domain.governance.states import Gravity
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import cases, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What happened, how grave it is, and the control that turned red if one did."""

    what: str
    gravity: Gravity
    indicator: str = ""


@transaction.atomic
def report_event(*, risk_id: UUID, happening: Happening, by: Actor, at: datetime) -> RiskEvent:
    """Open the response to a risk that came true; the risk is scored again within a week (B-9.3.3).

    The case begins with the measures that were planned. Raises ``SayMore``.
    """
    from zhanggui.domain.governance.policies import EVENT

    by.require(REPORT_EVENTS)
    risk = held_risk(risk_id)
    refuse_empty(what=happening.what)

    event_id = new_id()
    case = cases.open_case(EVENT, _opening(risk, event_id, happening), by=by, at=at)
    event = RiskEvent.objects.create(
        id=event_id,
        risk=risk,
        case=case,
        indicator=happening.indicator,
        what_happened=happening.what.strip(),
        gravity=happening.gravity.value,
        noticed_by_id=by.account_id,
        noticed_at=at,
    )
    risk.assess_by = min(risk.assess_by, at + REVIEWED_AFTER_CHANGE)
    risk.save(update_fields=["assess_by"])

    fact = RiskCameTrue(
        number=risk.number, case=case.number, what=event.what_happened[:200], indicator=event.indicator
    )
    trail.record(fact, on=event, by=by, at=at, thread=risk)
    return event


def _opening(risk: Risk, event_id: UUID, happening: Happening) -> cases.Opening:
    planned = [measure.planned_work for measure in risk.measures.order_by("planned_at")]
    return cases.Opening(
        subject=trail.Subject("governance.riskevent", event_id),
        title=str(risk)[:200],
        severity=happening.gravity,
        text="\n".join([happening.what.strip(), *planned]),
        thread=trail.Subject.of(risk),
    )
