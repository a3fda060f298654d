"""A ruling becomes final: what waited for the time of appeal is done (B-3.4.2)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal import measures
from zhanggui.domain.appraisal.capabilities import FINISH
from zhanggui.domain.appraisal.facts import ViolationFinished
from zhanggui.domain.appraisal.models import Violation
from zhanggui.domain.appraisal.reach import held_violation
from zhanggui.domain.appraisal.refusals import StillObjectable
from zhanggui.domain.appraisal.states import VIOLATION
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import CaseState


@transaction.atomic
def finish_violation(*, violation_id: UUID, by: Actor, at: datetime) -> Violation:
    """Propose the penalty, end the cooperation, where the ruling says so; nothing is left to decide.

    The penalty is taken when finance has approved it. Raises ``StillObjectable``.
    """
    by.require(FINISH)
    found = Violation.objects.filter(pk=violation_id).select_related("supplier").first()
    if found is not None:
        hold_partner(found.supplier.organisation_id)
    violation = held_violation(violation_id)
    state = VIOLATION.after(violation.state, "finish")
    until = violation.appeal_until
    if until is not None and at <= until:
        raise StillObjectable(until=f"{until.astimezone(SHANGHAI):%Y-%m-%d}")
    assert violation.ruling is not None
    violation.state, violation.finished_at = state, at
    violation.save(update_fields=["state", "finished_at"])
    taken = measures.take_rest(violation, violation.ruling, by=by, at=at)
    if violation.case.state == CaseState.RESOLVED:
        cases.close(case_id=violation.case_id, by=by, at=at)
    fact = ViolationFinished(
        number=violation.number,
        supplier=str(violation.supplier),
        measures=[one.kind for one in taken],
    )
    trail.record(fact, on=violation, by=by, at=at, thread=violation.supplier)
    return violation
