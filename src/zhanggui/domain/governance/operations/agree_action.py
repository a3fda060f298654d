"""Agreeing what is done about a finding: why it could happen, what is done, by whom and when."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import AGREE_ACTIONS
from zhanggui.domain.governance.facts import ActionPlanned
from zhanggui.domain.governance.keeping import refuse_empty, refuse_stranger
from zhanggui.domain.governance.models import Finding, Measure
from zhanggui.domain.governance.refusals import ActionAgreed, DueInThePast
from zhanggui.domain.governance.states import MeasureKind
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("governance_measure_finding_id_key", ActionAgreed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionWish:
    """The cause, what is done about it, by whom, by which day."""

    cause: str
    what: str
    owner_id: UUID
    due_on: date


@transaction.atomic
def agree_action(*, finding_id: UUID, wish: ActionWish, by: Actor, at: datetime) -> Measure:
    """Agree the corrective action of a finding; the auditor alone verifies it (B-9.4.3).

    Raises ``ActionAgreed``, ``DueInThePast``, ``NoSuchOwner`` and ``SayMore``.
    """
    by.require(AGREE_ACTIONS)
    finding = Finding.objects.filter(pk=finding_id).first()
    if finding is None:
        raise NotFound
    refuse_empty(cause=wish.cause, what=wish.what)
    refuse_stranger(wish.owner_id)
    if wish.due_on < at.astimezone(SHANGHAI).date():
        raise DueInThePast

    measure = Measure(
        finding=finding,
        kind=MeasureKind.CORRECTIVE.value,
        cause_found=wish.cause.strip(),
        planned_work=wish.what.strip(),
        owner_id=wish.owner_id,
        due_on=wish.due_on,
        planned_by_id=by.account_id,
        planned_at=at,
    )
    with refusing(), transaction.atomic():
        measure.save(force_insert=True)

    fact = ActionPlanned(number=finding.number, what=measure.planned_work[:120], due=wish.due_on.isoformat())
    trail.record(fact, on=measure, by=by, at=at, thread=finding)
    return measure
