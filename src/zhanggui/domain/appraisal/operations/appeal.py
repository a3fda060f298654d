"""A supplier appeals against a ruling (PR-02)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal import objecting
from zhanggui.domain.appraisal.capabilities import ANSWER
from zhanggui.domain.appraisal.facts import RulingAppealed
from zhanggui.domain.appraisal.models import Objection
from zhanggui.domain.appraisal.objecting import Said
from zhanggui.domain.appraisal.reach import held_violation, refuse_foreign
from zhanggui.domain.appraisal.states import VIOLATION
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def appeal(*, violation_id: UUID, said: Said, by: Actor, at: datetime) -> Objection:
    """Say why a ruling is wrong, once, within its time. What waits for the time of appeal waits on.

    Raises ``TooLateToObject``, ``AlreadyObjected``, ``WordsMissing``; ``NotFound`` for others' rulings.
    """
    by.require(ANSWER)
    violation = held_violation(violation_id)
    refuse_foreign(violation, by)
    violation.state = VIOLATION.after(violation.state, "appeal")
    objecting.refuse_silent(said, violation.appeal_until, at)
    violation.save(update_fields=["state"])
    objection = objecting.raise_objection(violation, said, by=by, at=at)
    fact = RulingAppealed(number=violation.number, supplier=str(violation.supplier))
    trail.record(fact, on=violation, by=by, at=at, reason=said.text, thread=violation.supplier)
    return objection
