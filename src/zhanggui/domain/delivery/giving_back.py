"""Giving back what was set aside: in one way, whoever decided it."""

from collections.abc import Sequence
from datetime import datetime

from zhanggui.domain.delivery.models import Allocation, AllocationLine
from zhanggui.domain.delivery.states import after
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Void


def give_back(parts: Sequence[Allocation], *, reason: str, by: Actor, at: datetime) -> list[AllocationLine]:
    """Release these parts of one order (held by the caller); answers the lines they had.

    Raises ``AllocationNotReady`` for one that was shipped.
    """
    if not parts:
        return []
    for part in parts:
        part.state = after(part.state, "release")
        part.released_at, part.release_reason = at, reason[:200]
    Allocation.objects.bulk_update(parts, ["state", "released_at", "release_reason"])
    lines = list(AllocationLine.objects.filter(allocation__in=parts).order_by("id"))
    entry = ledger.Entry(
        kind="delivery.released",
        key=f"delivery.released/{min(part.id for part in parts)}",
        at=at,
        subject=ledger.Subject("sales.order", parts[0].order_id),
        voids=[Void(transfer) for line in lines for transfer in line.set_aside],
    )
    ledger.post(entry, by=by)
    return lines
