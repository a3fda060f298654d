"""A supplier takes the next label number of a carrier for a parcel it has packed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.operations.issue_label import issue_label
from zhanggui.domain.delivery.parcels import Label, parcel_of
from zhanggui.domain.delivery.states import AllocationNotReady
from zhanggui.domain.packing.dropping import asked
from zhanggui.domain.packing.facts import DropLabelled
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def label_drop_order(*, allocation_id: UUID, carrier_id: UUID, by: Actor, at: datetime) -> Label:
    """From the numbers that the carrier gave the house; asked again, the same number.

    Raises ``AllocationNotReady`` before it is packed, and what ``delivery.issue_label`` raises.
    """
    found = asked(allocation_id, by)
    parcel = parcel_of(allocation_id)
    if parcel is None:
        raise AllocationNotReady(state=found.part.state, verb="hand_over")
    label = issue_label(shipment_id=parcel.id, carrier_id=carrier_id, by=found.keeper, at=at)
    fact = DropLabelled(parcel=parcel.number, number=label.number)
    trail.record(fact, on=parcel, by=by, at=at, thread=found.part.order)
    return label
