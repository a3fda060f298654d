"""Telling a supplier what it is charged with, and what shows it (PR-02)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal import notices
from zhanggui.domain.appraisal.capabilities import INVESTIGATE
from zhanggui.domain.appraisal.facts import SupplierHeard
from zhanggui.domain.appraisal.models import Hearing
from zhanggui.domain.appraisal.reach import held_violation
from zhanggui.domain.appraisal.refusals import WordsMissing
from zhanggui.domain.appraisal.states import VIOLATION
from zhanggui.domain.messaging.firms import on_day, tell_firm
from zhanggui.identity.actor import Actor
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import cases, trail


@transaction.atomic
def hear_supplier(*, violation_id: UUID, question: str, by: Actor, at: datetime) -> Hearing:
    """Open the file to the supplier and ask it to answer in time. It stops the case's response clock."""
    by.require(INVESTIGATE)
    violation = held_violation(violation_id)
    if not question.strip():
        raise WordsMissing
    violation.state = VIOLATION.after(violation.state, "hear")
    violation.save(update_fields=["state"])
    cases.respond(case_id=violation.case_id, text=question, by=by, at=at)
    hearing = Hearing.objects.create(
        violation=violation,
        question=question.strip(),
        asked_by_id=by.account_id,
        asked_at=at,
        answer_by=at + timedelta(days=norm("violation.hearing_days", on=at)),
    )
    until = on_day(hearing.answer_by)
    values = {"number": violation.number, "until": until}
    firm, about = violation.supplier.organisation_id, trail.Subject.of(violation)
    tell_firm(notices.CHARGED, firm, values, about, by=by, at=at)
    fact = SupplierHeard(number=violation.number, supplier=str(violation.supplier), answer_by=until)
    trail.record(fact, on=violation, by=by, at=at, reason=question[:400], thread=violation.supplier)
    return hearing
