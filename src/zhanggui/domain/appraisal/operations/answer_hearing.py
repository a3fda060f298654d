"""A supplier says what it has to say to what it is charged with."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal.capabilities import ANSWER
from zhanggui.domain.appraisal.facts import HearingAnswered
from zhanggui.domain.appraisal.models import Hearing, Violation
from zhanggui.domain.appraisal.objecting import Said
from zhanggui.domain.appraisal.papers import STATEMENT, filed
from zhanggui.domain.appraisal.reach import held_violation, refuse_foreign
from zhanggui.domain.appraisal.refusals import AlreadyAnswered, HearingOver, WordsMissing
from zhanggui.domain.appraisal.states import VIOLATION
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def answer_hearing(*, violation_id: UUID, said: Said, by: Actor, at: datetime) -> Hearing:
    """Keep what the firm says, once and in time, with the papers it shows.

    Raises ``HearingOver``, ``AlreadyAnswered``, ``WordsMissing``; ``NotFound`` for others' violations.
    """
    by.require(ANSWER)
    violation = held_violation(violation_id)
    refuse_foreign(violation, by)
    hearing = _hearing(violation)
    VIOLATION.after(violation.state, "answer")
    if not said.text.strip():
        raise WordsMissing
    if hearing.answered_at is not None:
        raise AlreadyAnswered
    if at > hearing.answer_by:
        raise HearingOver(until=f"{hearing.answer_by:%Y-%m-%d}")
    papers = filed(said.uploads, STATEMENT.code, violation.supplier.organisation_id, by=by, at=at)
    hearing.statement, hearing.papers = said.text.strip(), [paper.id for paper in papers]
    hearing.answered_by_id, hearing.answered_at = by.account_id, at
    hearing.save(update_fields=["statement", "papers", "answered_by", "answered_at"])
    fact = HearingAnswered(number=violation.number, supplier=str(violation.supplier))
    trail.record(fact, on=violation, by=by, at=at, reason=said.text[:400], thread=violation.supplier)
    return hearing


def _hearing(violation: Violation) -> Hearing:
    """Of a violation the firm was not told of yet, it finds nothing."""
    hearing = Hearing.objects.locked().filter(violation=violation).first()
    if hearing is None:
        raise NotFound
    return hearing
