"""Extensions of parcels that arrived some days ago lead nowhere any more."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.packing import relaying
from zhanggui.domain.packing.capabilities import RELAY
from zhanggui.domain.packing.facts import RelaysEnded
from zhanggui.domain.packing.models import Relay
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def end_relays(*, by: Actor, at: datetime) -> int:
    """Answers how many ended; where none did, nothing is written."""
    by.require(RELAY)
    ended = Relay.objects.filter(pk__in=relaying.over(at).values("pk")).update(ended_at=at)
    if ended:
        house = trail.Subject("identity.organisation", HOUSE)
        trail.record(RelaysEnded(relays=ended), on=house, by=by, at=at)
    return ended
