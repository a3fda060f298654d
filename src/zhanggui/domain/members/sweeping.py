"""Going through all members whose points have come to their end, a few at a time."""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.members.operations.expire_points import expire_points
from zhanggui.domain.members.queries import members_with_points_to_sweep
from zhanggui.identity.actor import Actor

BATCH = 200


def sweep_points(*, by: Actor, at: datetime) -> int:
    """Let the points run out that are over by ``at``; how many. Each member is a transaction."""
    gone, after = 0, None
    while batch := members_with_points_to_sweep(at, after=after, limit=BATCH):
        gone += _sweep(batch, by, at)
        after = batch[-1]
    return gone


def _sweep(members: list[UUID], by: Actor, at: datetime) -> int:
    return sum(expire_points(account_id=member, by=by, at=at) for member in members)
