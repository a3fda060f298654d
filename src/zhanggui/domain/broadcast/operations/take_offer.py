"""Taking an offer of the waiting list: the customer has ordered what was held for them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import SERVE_WAITING
from zhanggui.domain.broadcast.facts import OfferTaken
from zhanggui.domain.broadcast.models import WaitingPlace
from zhanggui.domain.broadcast.states import WAITING
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def take_offer(*, place_id: UUID, order_id: UUID, by: Actor, at: datetime) -> WaitingPlace:
    """The place is done with. The order takes the held pieces over by an entry of its own. ``WrongState``."""
    by.require(SERVE_WAITING)
    place = WaitingPlace.objects.locked().filter(pk=place_id).first()
    if place is None:
        raise NotFound
    place.state, place.ended_at = WAITING.after(place.state, "take"), at
    place.save(update_fields=["state", "ended_at"])
    trail.record(OfferTaken(number=place.number, order=str(order_id)), on=place, by=by, at=at)
    return place
