"""Planning a measure: who does what about a risk, by when, and which control shows that it works."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import PLAN_MEASURES
from zhanggui.domain.governance.facts import MeasurePlanned
from zhanggui.domain.governance.keeping import (
    held_risk,
    refuse_empty,
    refuse_stranger,
    refuse_unknown_control,
)
from zhanggui.domain.governance.models import Measure
from zhanggui.domain.governance.refusals import DueInThePast
from zhanggui.domain.governance.states import RISK, MeasureKind
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureWish:
    """What is done, by whom, by which day, at what cost in fen; and the control that watches it."""

    kind: MeasureKind
    what: str
    owner_id: UUID
    due_on: date
    cost_fen: int = 0
    control: str = ""


@transaction.atomic
def plan_measure(*, risk_id: UUID, wish: MeasureWish, by: Actor, at: datetime) -> Measure:
    """Plan a measure for a scored risk (B-9.3.1).

    Raises ``SayMore``, ``NoSuchOwner``, ``NoSuchControl`` and ``DueInThePast``.
    """
    by.require(PLAN_MEASURES)
    risk = held_risk(risk_id)
    RISK.after(risk.state, "adopt")
    refuse_empty(what=wish.what)
    refuse_stranger(wish.owner_id)
    refuse_unknown_control(wish.control)
    if wish.due_on < at.astimezone(SHANGHAI).date():
        raise DueInThePast

    measure = Measure.objects.create(
        risk=risk,
        kind=wish.kind.value,
        planned_work=wish.what.strip(),
        owner_id=wish.owner_id,
        due_on=wish.due_on,
        cost_fen=wish.cost_fen,
        control=wish.control,
        planned_by_id=by.account_id,
        planned_at=at,
    )

    fact = MeasurePlanned(number=risk.number, what=measure.planned_work[:120], due=wish.due_on.isoformat())
    trail.record(fact, on=measure, by=by, at=at, thread=risk)
    return measure
