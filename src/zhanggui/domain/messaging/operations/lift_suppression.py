"""Letting messages go to an address again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.messaging.capabilities import SUPPRESS
from zhanggui.domain.messaging.facts import SuppressionLifted
from zhanggui.domain.messaging.models import Suppression
from zhanggui.domain.messaging.refusals import NotSuppressed
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def lift_suppression(*, suppression_id: UUID, reason: str, by: Actor, at: datetime) -> Suppression:
    """Take an address off the list: it works again, or its owner asks for it. Raises ``NotSuppressed``."""
    by.require(SUPPRESS)
    suppression = Suppression.objects.locked().filter(pk=suppression_id, lifted_at=None).first()
    if suppression is None:
        raise NotSuppressed
    suppression.lifted_at, suppression.lifted_by_id = at, by.account_id
    suppression.save(update_fields=["lifted_at", "lifted_by"])
    fact = SuppressionLifted(channel=suppression.channel)
    trail.record(fact, on=suppression, by=by, at=at, reason=reason)
    return suppression
