"""Looking at what a partner's trade rests on, because a day has passed or a paper has changed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.partners import standing
from zhanggui.domain.partners.capabilities import REVIEW_STANDING
from zhanggui.domain.partners.facts import PartnerReinstated, PartnerSuspended
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def review_standing(
    *, organisation_id: UUID, by: Actor, at: datetime
) -> PartnerSuspended | PartnerReinstated | None:
    """Stop the partner if something ended; start it again if all is well. The answer says what changed."""
    by.require(REVIEW_STANDING)
    partner = hold_partner(organisation_id)
    changed = standing.settle(partner, by, at)
    if changed is not None:
        trail.record(changed, on=partner, by=by, at=at, thread=partner.organisation)
    return changed
