"""What a carrier's event does to a parcel, and, at its end, to the goods in it."""

from zhanggui.domain.delivery import accounts
from zhanggui.domain.delivery.models import Shipment, TrackingEvent
from zhanggui.domain.delivery.states import ParcelState, moved_by
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Transfer

WHERE = {ParcelState.DELIVERED: accounts.delivered, ParcelState.LOST: accounts.lost}


def move(shipment: Shipment, event: TrackingEvent, *, by: Actor) -> ParcelState | None:
    """Put the parcel where the event says; None if the event is no news about where it is."""
    became = moved_by(shipment.state, shipment.state_since, event.code, event.occurred_at)
    changed = ["last_event_at"]
    shipment.last_event_at = max(event.received_at, shipment.last_event_at or event.received_at)
    if became is not None:
        shipment.state, shipment.state_since = became, event.occurred_at
        changed += ["state", "state_since"]
    if became is ParcelState.DELIVERED:
        shipment.delivered_at, shipment.signed_by = event.occurred_at, event.signer
        changed += ["delivered_at", "signed_by"]
    shipment.save(update_fields=changed)
    if became in WHERE:
        ledger.post(_entry(shipment, became, event), by=by)
    return became


def _entry(shipment: Shipment, became: ParcelState, event: TrackingEvent) -> ledger.Entry:
    lines = shipment.allocation.lines.order_by("id").values_list("sku_id", "quantity")
    return ledger.Entry(
        kind=f"delivery.{became.value}",
        key=f"delivery.{became.value}/{shipment.id}",
        at=event.occurred_at,
        subject=ledger.Subject("sales.order", shipment.order_id),
        transfers=[Transfer(WHERE[became](sku), accounts.in_transit(sku), pieces) for sku, pieces in lines],
    )
