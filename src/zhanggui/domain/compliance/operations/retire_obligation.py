"""Retiring an obligation: the law does not ask for it any more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.compliance.capabilities import KEEP_REGISTER
from zhanggui.domain.compliance.facts import ObligationRetired
from zhanggui.domain.compliance.models import Obligation
from zhanggui.domain.compliance.refusals import RetiredAlready
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def retire_obligation(*, obligation_id: UUID, reason: str, by: Actor, at: datetime) -> Obligation:
    """Take it out of what binds the house; it stays on record. Raises ``RetiredAlready``, ``NotFound``."""
    by.require(KEEP_REGISTER)
    obligation = Obligation.objects.locked().filter(pk=obligation_id).first()
    if obligation is None:
        raise NotFound
    if obligation.retired_at is not None:
        raise RetiredAlready

    obligation.retired_at = at
    obligation.save(update_fields=["retired_at"])

    fact = ObligationRetired(code=obligation.code)
    trail.record(fact, on=obligation, by=by, at=at, reason=reason)
    return obligation
