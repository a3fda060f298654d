"""Planning what is done to improve or mend something: a measure like those of risks, verified by others."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import CARRY_OUT
from zhanggui.domain.governance.facts import MeasurePlanned
from zhanggui.domain.governance.keeping import refuse_empty, refuse_stranger
from zhanggui.domain.governance.models import Measure
from zhanggui.domain.governance.refusals import DueInThePast
from zhanggui.domain.governance.states import MeasureKind
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovingWish:
    """What is done, by whom, by which day, at what cost in fen."""

    what: str
    owner_id: UUID
    due_on: date
    cost_fen: int = 0


@transaction.atomic
def plan_improving(
    *,
    wish: ImprovingWish,
    by: Actor,
    at: datetime,
    improvement_id: UUID | None = None,
    weakness_id: UUID | None = None,
) -> Measure:
    """Plan it for an improvement (B-10.2.1) or a weakness (B-8.1.1), whose package knows who may.

    Raises ``SayMore``, ``NoSuchOwner`` and ``DueInThePast``.
    """
    by.require(CARRY_OUT)
    refuse_empty(what=wish.what)
    refuse_stranger(wish.owner_id)
    if wish.due_on < at.astimezone(SHANGHAI).date():
        raise DueInThePast

    measure = Measure.objects.create(
        improvement_id=improvement_id,
        weakness_id=weakness_id,
        kind=MeasureKind.CORRECTIVE.value,
        planned_work=wish.what.strip(),
        owner_id=wish.owner_id,
        due_on=wish.due_on,
        cost_fen=wish.cost_fen,
        planned_by_id=by.account_id,
        planned_at=at,
    )

    number = measure.about.number
    fact = MeasurePlanned(number=number, what=measure.planned_work[:120], due=wish.due_on.isoformat())
    trail.record(fact, on=measure, by=by, at=at, thread=measure.about)
    return measure
