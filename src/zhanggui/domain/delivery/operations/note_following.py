"""Writing down what came of asking a tracker to tell us of a parcel."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import FOLLOW
from zhanggui.domain.delivery.facts import FollowingAsked
from zhanggui.domain.delivery.models import Following, Shipment
from zhanggui.domain.delivery.states import FollowState, Tracker
from zhanggui.domain.delivery.trackers import WAITS
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a tracker answered. ``state``: followed; waiting (nobody answered); given up (it will not)."""

    tracker: Tracker
    state: FollowState
    answer: str


@transaction.atomic
def note_following(*, shipment_id: UUID, asked: Asked, by: Actor, at: datetime) -> Following:
    """Nobody answering is tried again, each time later; after the last time it is given up.

    A parcel that is followed stays so, whatever a slower try brings.
    """
    by.require(FOLLOW)
    shipment = Shipment.objects.locked().filter(pk=shipment_id).first()
    if shipment is None:
        raise NotFound
    following = Following.objects.locked().filter(shipment=shipment).first() or Following(shipment=shipment)
    if following.state == FollowState.FOLLOWED:
        return following
    following.tracker, following.last_answer = asked.tracker, asked.answer[:200]
    following.tries += 1
    following.state, following.next_try_at = asked.state, None
    if asked.state == FollowState.WAITING:
        _put_off(following, at)
    if following.state == FollowState.FOLLOWED:
        following.followed_at = at
    following.save()
    fact = FollowingAsked(
        number=shipment.number,
        tracker=following.tracker,
        answer=following.last_answer,
        state=following.state,
    )
    trail.record(fact, on=shipment, by=by, at=at, thread=trail.Subject("sales.order", shipment.order_id))
    return following


def _put_off(following: Following, at: datetime) -> None:
    if following.tries > len(WAITS):
        following.state = FollowState.GIVEN_UP
    else:
        following.next_try_at = at + WAITS[following.tries - 1]
