"""Stopping a partner by decision."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.partners import standing
from zhanggui.domain.partners.capabilities import SUSPEND
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.domain.partners.refusals import FieldMissing
from zhanggui.domain.partners.states import SuspensionCause
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def suspend_partner(*, organisation_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Stop this partner until somebody lifts it: nothing of it is sold or carried from now on."""
    by.require(SUSPEND)
    partner = hold_partner(organisation_id)
    if not reason.strip():
        raise FieldMissing(field="reason")
    told = standing.stop(partner, SuspensionCause.DECIDED, reason[:200], by, at)
    trail.record(told, on=partner, by=by, at=at, reason=reason, thread=partner.organisation)
