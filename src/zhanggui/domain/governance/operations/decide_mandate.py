"""What a decision about a charter or a plan leads to: it is in force, or it goes back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.facts import MandateDecided
from zhanggui.domain.governance.models import Mandate
from zhanggui.domain.governance.states import PROPOSAL, MandateKind, ProposalState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def decide_mandate(*, mandate_id: UUID, verb: str, by: Actor, at: datetime) -> Mandate:
    """Called by the review alone, which has asked who may decide. Raises ``WrongState``."""
    mandate = Mandate.objects.locked().filter(pk=mandate_id).first()
    if mandate is None:
        raise NotFound
    mandate.state, mandate.decided_at = PROPOSAL.after(mandate.state, verb), at
    mandate.save(update_fields=["state", "decided_at"])
    if mandate.state == ProposalState.ADOPTED:
        older = Mandate.objects.filter(kind=mandate.kind, state=ProposalState.ADOPTED).exclude(pk=mandate.pk)
        if mandate.kind == MandateKind.PLAN:
            older = older.filter(year=mandate.year)
        older.update(state=PROPOSAL.after(ProposalState.ADOPTED, "supersede").value)

    fact = MandateDecided(kind=mandate.kind, year=mandate.year, version=mandate.number, state=mandate.state)
    trail.record(fact, on=mandate, by=by, at=at)
    return mandate
