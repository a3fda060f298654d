"""How something becomes proof: a paper is filed for the house, a record is written down with its digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zhanggui.domain.appraisal.models import Proof, Violation
from zhanggui.domain.appraisal.papers import PROOF, filed
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.documents.uploads import Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record of the house that shows something: which, and what it says."""

    subject: trail.Subject
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What shows a violation: papers, records, and a note on them."""

    uploads: Sequence[Upload] = ()
    records: Sequence[Record] = ()
    note: str = ""


def add(violation: Violation, shown: Shown, *, by: Actor, at: datetime) -> list[Proof]:
    """Put papers and records into the file of a violation, each with its digest."""
    papers = filed(shown.uploads, PROOF.code, HOUSE, by=by, at=at)
    rows = [Proof(document=paper, sha256=paper.sha256) for paper in papers]
    rows += [_of(record) for record in shown.records]
    for row in rows:
        row.violation, row.note = violation, shown.note.strip()[:200]
        row.added_by_id, row.added_at = by.account_id, at
    return Proof.objects.bulk_create(rows)


def _of(record: Record) -> Proof:
    subject = record.subject
    said = {"type": subject.type, "id": str(subject.id), "told": record.told}
    return Proof(
        record_type=subject.type,
        record_id=subject.id,
        told=record.told,
        sha256=approvals.digest_of(said),
    )
