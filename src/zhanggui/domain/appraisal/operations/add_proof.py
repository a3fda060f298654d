"""Adding to the file of a violation what was found while it was investigated."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal import proving
from zhanggui.domain.appraisal.capabilities import INVESTIGATE
from zhanggui.domain.appraisal.facts import ProofAdded
from zhanggui.domain.appraisal.models import Proof
from zhanggui.domain.appraisal.proving import Shown
from zhanggui.domain.appraisal.reach import held_violation
from zhanggui.domain.appraisal.refusals import ProofMissing
from zhanggui.domain.appraisal.states import VIOLATION
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def add_proof(*, violation_id: UUID, shown: Shown, by: Actor, at: datetime) -> list[Proof]:
    """Add papers or records, until a ruling is proposed: what was ruled on stays as it was."""
    by.require(INVESTIGATE)
    violation = held_violation(violation_id)
    violation.state = VIOLATION.after(violation.state, "add")
    proofs = proving.add(violation, shown, by=by, at=at)
    if not proofs:
        raise ProofMissing
    fact = ProofAdded(number=violation.number, sha256=", ".join(one.sha256 for one in proofs))
    trail.record(fact, on=violation, by=by, at=at, reason=shown.note, thread=violation.supplier)
    return proofs
