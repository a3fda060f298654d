"""What a decision about more time leads to: another day, or the old one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.facts import ExtensionDecided
from zhanggui.domain.governance.keeping import held_measure
from zhanggui.domain.governance.models import Extension
from zhanggui.domain.governance.states import PROPOSAL, ProposalState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def decide_extension(*, extension_id: UUID, verb: str, by: Actor, at: datetime) -> Extension:
    """Called by the review alone, which has asked who may decide. Raises ``WrongState``."""
    found = Extension.objects.filter(pk=extension_id).first()
    if found is None:
        raise NotFound
    measure = held_measure(found.measure_id)
    extension = Extension.objects.locked().get(pk=extension_id)
    extension.state, extension.decided_at = PROPOSAL.after(extension.state, verb), at
    extension.save(update_fields=["state", "decided_at"])
    if extension.state == ProposalState.ADOPTED:
        measure.due_on = extension.until
        measure.save(update_fields=["due_on"])

    fact = ExtensionDecided(
        number=measure.about.number, until=extension.until.isoformat(), state=extension.state
    )
    trail.record(fact, on=extension, by=by, at=at, thread=measure.about)
    return extension
