"""What an objection to an assessment and an appeal against a ruling share: the row, its papers, its case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zhanggui.domain.appraisal.models import Assessment, Objection, Violation
from zhanggui.domain.appraisal.papers import STATEMENT, filed
from zhanggui.domain.appraisal.refusals import AlreadyObjected, TooLateToObject, WordsMissing
from zhanggui.domain.appraisal.states import Gravity
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("appraisal_objected_once_to_a_judgement", AlreadyObjected)
refuse_as("appraisal_appealed_once", AlreadyObjected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a supplier says, and the papers it shows."""

    text: str
    uploads: Sequence[Upload] = ()


def refuse_silent(said: Said, until: datetime | None, at: datetime) -> None:
    """Something must be said, and in time."""
    if not said.text.strip():
        raise WordsMissing
    if until is None or at > until:
        raise TooLateToObject(until=f"{until.astimezone(SHANGHAI):%Y-%m-%d}" if until else "")


def raise_objection(thing: Assessment | Violation, said: Said, *, by: Actor, at: datetime) -> Objection:
    """Write the objection down with its papers, and open its case."""
    objection_id = new_id()
    opening = cases.Opening(
        subject=trail.Subject("appraisal.objection", objection_id),
        title=str(thing),
        severity=Gravity.MINOR,
        text=said.text,
        party_id=by.account_id,
        thread=trail.Subject("partners.supplier", thing.supplier_id),
    )
    case = cases.open_case(cases.policy_of("appraisal.objection"), opening, by=by, at=at)
    papers = filed(said.uploads, STATEMENT.code, thing.supplier.organisation_id, by=by, at=at)
    objection = Objection(
        id=objection_id,
        case=case,
        assessment=thing if isinstance(thing, Assessment) else None,
        violation=thing if isinstance(thing, Violation) else None,
        text=said.text.strip(),
        papers=[paper.id for paper in papers],
        raised_by_id=by.account_id,
        raised_at=at,
    )
    with refusing():
        objection.save(force_insert=True)
    return objection
