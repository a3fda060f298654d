"""A tracker says that it tells us no more of a parcel."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import FOLLOW
from zhanggui.domain.delivery.facts import FollowingEnded
from zhanggui.domain.delivery.models import Following
from zhanggui.domain.delivery.states import FINAL, FollowState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def end_following(*, shipment_id: UUID, answer: str, by: Actor, at: datetime) -> Following:
    """The end of a parcel that is at its own end; one that is not is asked for again at once."""
    by.require(FOLLOW)
    following = Following.objects.locked().select_related("shipment").filter(shipment=shipment_id).first()
    if following is None:
        raise NotFound
    if following.state not in (FollowState.FOLLOWED, FollowState.WAITING):
        return following
    following.last_answer = answer[:200]
    if following.shipment.state in FINAL:
        following.state, following.next_try_at = FollowState.ENDED, None
    else:
        following.state, following.next_try_at = FollowState.WAITING, at
    following.save()
    shipment = following.shipment
    fact = FollowingEnded(number=shipment.number, tracker=following.tracker, answer=following.last_answer)
    trail.record(fact, on=shipment, by=by, at=at, thread=trail.Subject("sales.order", shipment.order_id))
    return following
