"""An approved ruling takes effect: its measures are taken, it becomes public, the supplier may appeal."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal import measures, notices
from zhanggui.domain.appraisal.capabilities import APPROVE_RULINGS
from zhanggui.domain.appraisal.facts import ViolationRuled
from zhanggui.domain.appraisal.models import Ruling, Violation
from zhanggui.domain.appraisal.reach import held_violation
from zhanggui.domain.appraisal.refusals import NotApproved
from zhanggui.domain.appraisal.states import VIOLATION, Verdict
from zhanggui.domain.messaging.firms import on_day, tell_firm
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.identity.actor import Actor
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import approvals, cases, trail


@transaction.atomic
def rule_violation(*, ruling_id: UUID, by: Actor, at: datetime) -> Violation:
    """Let the ruling count, or dismiss the charge; the case ends with it. The approval calls this.

    It is public from this moment on (EC-10, NT-11: within one working day). A penalty, and the end of the
    cooperation, wait until nobody may appeal any more.
    """
    by.require(APPROVE_RULINGS)
    ruling = Ruling.objects.select_related("violation__supplier").get(pk=ruling_id)
    if not approvals.is_approved(ruling.id, ruling.digest):
        raise NotApproved
    hold_partner(ruling.violation.supplier.organisation_id)
    violation = held_violation(ruling.violation_id)
    proven = ruling.verdict == Verdict.PROVEN
    violation.state = VIOLATION.after(violation.state, "decide" if proven else "dismiss")
    violation.ruling, violation.decided_at = ruling, at
    if proven:
        violation.public_at = at
        violation.appeal_until = at + timedelta(days=norm("violation.appeal_days", on=at))
    violation.save(update_fields=["state", "ruling", "decided_at", "public_at", "appeal_until"])
    if proven:
        measures.take_now(violation, ruling, by=by, at=at)
        _tell(violation, by, at)
    solution = cases.Solution(finding=ruling.reasons, rectification=", ".join(ruling.measures))
    cases.resolve(case_id=violation.case_id, solution=solution, by=by, at=at)
    fact = ViolationRuled(
        number=violation.number,
        supplier=str(violation.supplier),
        verdict=ruling.verdict,
        measures=ruling.measures,
        affected=ruling.affected_since is not None,
    )
    trail.record(fact, on=violation, by=by, at=at, thread=violation.supplier)
    return violation


def _tell(violation: Violation, by: Actor, at: datetime) -> None:
    assert violation.appeal_until is not None
    values = {"number": violation.number, "until": on_day(violation.appeal_until)}
    firm, about = violation.supplier.organisation_id, trail.Subject.of(violation)
    tell_firm(notices.RULED, firm, values, about, by=by, at=at)
