"""Letting a suspended partner trade again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.partners import standing
from zhanggui.domain.partners.capabilities import SUSPEND
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.domain.partners.refusals import StillWanting
from zhanggui.domain.partners.states import PARTNER
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def reinstate_partner(*, organisation_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Lift a suspension, if papers, agreement and verification all hold. Raises ``StillWanting``."""
    by.require(SUSPEND)
    partner = hold_partner(organisation_id)
    PARTNER.after(partner.state, "reinstate")
    rests_on = standing.standing_of(partner, at)
    if wanting := rests_on.wanting(at):
        raise StillWanting(wanting=wanting.value)
    told = standing.start_again(partner, rests_on, reason[:200], by, at)
    trail.record(told, on=partner, by=by, at=at, reason=reason, thread=partner.organisation)
