"""Asking trackers to tell us of parcels: over the network, so from jobs only, never in a transaction."""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.delivery import roads
from zhanggui.domain.delivery.operations.note_following import Asked, note_following
from zhanggui.domain.delivery.operations.open_trouble import Found, open_trouble
from zhanggui.domain.delivery.states import FollowState, Tracker, TroubleKind
from zhanggui.domain.delivery.trackers import TrackerRefused, TrackerUnreachable, adapter_of
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.hear_carrier import HeardOfMany, hear_carrier
from zhanggui.kernel.refusal import NotFound


def follow_parcels(*, at: datetime) -> int:
    """Ask for every parcel whose time has come; how many were asked for.

    A worker that dies after asking asks again: trackers take the same parcel twice.
    """
    due = roads.to_be_followed(at=at)
    for shipment_id, tracker in due:
        follow_parcel(shipment_id=shipment_id, tracker=tracker, at=at)
    return len(due)


def follow_parcel(*, shipment_id: UUID, tracker: Tracker, at: datetime) -> FollowState:
    """Ask for one. When it has to be given up, it becomes a trouble: a person looks after it."""
    parcel = roads.on_the_road(shipment_id)
    try:
        said, state = adapter_of(tracker).follow(parcel, at=at), FollowState.FOLLOWED
    except TrackerUnreachable as problem:
        said, state = str(problem), FollowState.WAITING
    except TrackerRefused as problem:
        said, state = str(problem), FollowState.GIVEN_UP
    asked = Asked(tracker=tracker, state=state, answer=said)
    following = note_following(shipment_id=shipment_id, asked=asked, by=SYSTEM, at=at)
    if following.state == FollowState.GIVEN_UP:
        found = Found(kind=TroubleKind.UNFOLLOWED, note=following.last_answer)
        open_trouble(shipment_id=shipment_id, found=found, by=SYSTEM, at=at)
    return FollowState(following.state)


def look_after(*, shipment_id: UUID, at: datetime) -> HeardOfMany:
    """Ask its tracker what it knows of a parcel now, and take that in.

    Raises ``NotFound``, ``TrackerUnreachable`` and ``TrackerRefused``.
    """
    parcel = roads.on_the_road(shipment_id)
    line = roads.line_of(parcel.carrier_number)
    if line is None or Tracker(line.tracker) is Tracker.PORTAL:
        raise NotFound
    notices = adapter_of(Tracker(line.tracker)).look(parcel, at=at)
    return hear_carrier(carrier_id=line.carrier_id, notices=notices, by=SYSTEM, at=at)
