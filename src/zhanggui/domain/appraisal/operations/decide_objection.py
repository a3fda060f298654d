"""Deciding an objection or an appeal: by a person who had no part in what it is about (PR-02)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal import measures, notices
from zhanggui.domain.appraisal.capabilities import DECIDE_OBJECTIONS
from zhanggui.domain.appraisal.facts import ObjectionRejected, ObjectionUpheld
from zhanggui.domain.appraisal.models import Assessment, Objection, Violation
from zhanggui.domain.appraisal.reach import held_assessment, held_violation
from zhanggui.domain.appraisal.refusals import NotByWhoJudged, WordsMissing
from zhanggui.domain.appraisal.states import ASSESSMENT, VIOLATION
from zhanggui.domain.messaging.firms import tell_firm
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals, cases, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the supplier is told, and whether it was right."""

    words: str
    right: bool


@transaction.atomic
def decide_objection(*, objection_id: UUID, answer: Answer, by: Actor, at: datetime) -> Objection:
    """Answer the supplier. Where it was right, the quarter is judged again, or the measures are taken back.

    Raises ``NotByWhoJudged`` and ``WordsMissing``.
    """
    by.require(DECIDE_OBJECTIONS)
    thing = _held(objection_id)
    objection = Objection.objects.locked().get(pk=objection_id)
    if not answer.words.strip():
        raise WordsMissing
    if objection.upheld_at is not None or objection.rejected_at is not None:
        raise WrongState(state="decided", verb="decide")
    _refuse_who_judged(thing, by)
    objection.answer, objection.decided_by_id = answer.words.strip(), by.account_id
    objection.upheld_at, objection.rejected_at = (at, None) if answer.right else (None, at)
    objection.save(update_fields=["answer", "decided_by", "upheld_at", "rejected_at"])
    _move(thing, "uphold" if answer.right else "stand")
    if isinstance(thing, Violation) and answer.right:
        measures.take_back(thing, by=by, at=at)
    cases.resolve(case_id=objection.case_id, solution=cases.Solution(finding=answer.words), by=by, at=at)
    cases.close(case_id=objection.case_id, by=by, at=at)
    _tell(thing, objection, by, at)
    told = ObjectionUpheld if answer.right else ObjectionRejected
    fact = told(supplier=str(thing.supplier), about=str(thing))
    trail.record(fact, on=thing, by=by, at=at, reason=answer.words[:400], thread=thing.supplier)
    return objection


def _held(objection_id: UUID) -> Assessment | Violation:
    """What the objection is about, held: the partner first, as everywhere."""
    objection = Objection.objects.filter(pk=objection_id).first()
    if objection is None:
        raise NotFound
    thing = objection.assessment or objection.violation
    assert thing is not None
    hold_partner(thing.supplier.organisation_id)
    return held_assessment(thing.id) if isinstance(thing, Assessment) else held_violation(thing.id)


def _refuse_who_judged(thing: Assessment | Violation, by: Actor) -> None:
    """Persons are counted: who proposed what is objected to, or approved it, does not decide."""
    version = thing.judgement if isinstance(thing, Assessment) else thing.ruling
    assert version is not None
    review = approvals.review_of(version.id)
    seen = set(review.decisions.values_list("person_id", flat=True)) if review else set()
    seen.add(Account.objects.get(pk=version.proposed_by_id).person_id)
    if by.person_id is None or by.person_id in seen:
        raise NotByWhoJudged


def _move(thing: Assessment | Violation, verb: str) -> None:
    life = ASSESSMENT if isinstance(thing, Assessment) else VIOLATION
    thing.state = life.after(thing.state, verb)
    fields = ["state"]
    if isinstance(thing, Violation) and verb == "uphold":
        thing.public_at = None
        fields.append("public_at")
    thing.save(update_fields=fields)


def _tell(thing: Assessment | Violation, objection: Objection, by: Actor, at: datetime) -> None:
    about = trail.Subject.of(objection)
    tell_firm(notices.ANSWERED, thing.supplier.organisation_id, {"about": str(thing)}, about, by=by, at=at)
