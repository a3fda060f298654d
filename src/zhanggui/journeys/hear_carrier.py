"""Many events of a carrier at once: each counts by itself, and one that is wrong does not stop the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhanggui.domain.delivery.models import TrackingEvent
from zhanggui.domain.delivery.notices import CarrierNotice
from zhanggui.identity.actor import Actor
from zhanggui.journeys.receive_carrier_event import receive_carrier_event
from zhanggui.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class HeardOfMany:
    """How many events were new, how many known, and the keys of the refused, with the reason."""

    new: int
    known: int
    refused: dict[str, str]


def hear_carrier(
    *, carrier_id: UUID, notices: Sequence[CarrierNotice], by: Actor, at: datetime
) -> HeardOfMany:
    """Take in every event, the oldest first. What is known already costs one question for all of them."""
    known = _known(carrier_id, notices)
    new, refused = 0, {}
    for notice in sorted(notices, key=lambda one: one.occurred_at):
        if known.get((notice.tracking_number, notice.key)) == (notice.code, notice.occurred_at):
            continue
        try:
            receive_carrier_event(carrier_id=carrier_id, notice=notice, by=by, at=at)
            new += 1
        except Refusal as refusal:
            refused[notice.key] = refusal.code
    return HeardOfMany(new=new, known=len(notices) - new - len(refused), refused=refused)


def _known(carrier_id: UUID, notices: Sequence[CarrierNotice]) -> dict[tuple[str, str], tuple[str, datetime]]:
    told = TrackingEvent.objects.filter(
        carrier=carrier_id, tracking_number__in={notice.tracking_number for notice in notices}
    )
    rows = told.values_list("tracking_number", "key", "code", "occurred_at")
    return {(number, key): (code, occurred_at) for number, key, code, occurred_at in rows}
