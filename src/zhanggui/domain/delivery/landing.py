"""What a carrier's event does to a parcel, and, at its end, to the goods in it."""

from dataclasses import dataclass
from uuid import UUID

from zhanggui.domain.delivery import accounts
from zhanggui.domain.delivery.models import AllocationLine, Shipment, TrackingEvent
from zhanggui.domain.delivery.states import ParcelState, moved_by
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Transfer
from zhanggui.schema.compiled import Compiled, Given
from zhanggui.schema.rows import update

WHERE = {ParcelState.DELIVERED: accounts.delivered, ParcelState.LOST: accounts.lost}

_PIECES: Compiled[tuple[UUID, int]] = Compiled(
    lambda: (
        AllocationLine.objects.filter(allocation=Given("allocation"))
        .order_by("id")
        .values_list("sku_id", "quantity")
    )
)


@dataclass(frozen=True, slots=True)
class Landing:
    """What an event will change: decided first, so that the writing can be sent without waiting."""

    shipment: Shipment
    became: ParcelState | None
    changes: dict[str, object]
    entry: ledger.Entry | None

    def carry_out(self, *, by: Actor) -> None:
        """Change the parcel and move its goods. Fetches nothing."""
        for name, value in self.changes.items():
            setattr(self.shipment, name, value)
        update(self.shipment, *self.changes)
        if self.entry is not None:
            ledger.post(self.entry, by=by)


def landing(shipment: Shipment, event: TrackingEvent) -> Landing:
    """Where the event puts the parcel; nowhere, if it is no news about where it is."""
    became = moved_by(shipment.state, shipment.state_since, event.code, event.occurred_at)
    heard = max(event.received_at, shipment.last_event_at or event.received_at)
    changes: dict[str, object] = {"last_event_at": heard}
    if became is not None:
        changes |= {"state": became, "state_since": event.occurred_at}
    if became is ParcelState.DELIVERED:
        changes |= {"delivered_at": event.occurred_at, "signed_by": event.signer}
    return Landing(shipment, became, changes, _entry(shipment, became, event))


def take_over(shipment: Shipment, event: TrackingEvent, *, by: Actor) -> None:
    """Let an event count that came before its parcel was known."""
    TrackingEvent.objects.filter(pk=event.pk).update(shipment=shipment)
    landing(shipment, event).carry_out(by=by)


def _entry(shipment: Shipment, became: ParcelState | None, event: TrackingEvent) -> ledger.Entry | None:
    if became not in WHERE:
        return None
    return ledger.Entry(
        kind=f"delivery.{became.value}",
        key=f"delivery.{became.value}/{shipment.id}",
        at=event.occurred_at,
        subject=ledger.Subject("sales.order", shipment.order_id),
        transfers=[
            Transfer(WHERE[became](sku), accounts.in_transit(sku), pieces)
            for sku, pieces in _PIECES.all(allocation=shipment.allocation_id)
        ],
    )
