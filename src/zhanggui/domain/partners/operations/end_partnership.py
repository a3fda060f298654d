"""A partner leaves, or is shown the door."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.partners.capabilities import END
from zhanggui.domain.partners.facts import PartnerLeft
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.domain.partners.states import PARTNER
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def end_partnership(*, organisation_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """End the relationship for good. The file is kept for three years and longer (NT-03)."""
    by.require(END)
    partner = hold_partner(organisation_id)
    partner.state = PARTNER.after(partner.state, "leave")
    partner.trades_until = None
    partner.save(update_fields=["state", "trades_until"])
    told = PartnerLeft(name=partner.organisation.name)
    trail.record(told, on=partner, by=by, at=at, reason=reason, thread=partner.organisation)
