"""Opening the list of what a carrier takes along."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.numbers import next_number
from zhanggui.domain.delivery.reach import carrier_file
from zhanggui.domain.delivery.refusals import CarrierNotActive
from zhanggui.domain.inventory.reach import standing_warehouse
from zhanggui.domain.packing.capabilities import LOAD
from zhanggui.domain.packing.facts import ListOpened
from zhanggui.domain.packing.models import HandOver
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def open_hand_over(*, warehouse_id: UUID, carrier_id: UUID, by: Actor, at: datetime) -> HandOver:
    """The open list of this carrier here, or a new one. Raises ``CarrierNotActive`` (EX-01)."""
    by.require(LOAD)
    warehouse = standing_warehouse(warehouse_id)
    carrier = carrier_file(carrier_id)
    if not carrier.trades(at):
        raise CarrierNotActive(state=carrier.state)
    number = next_number("L", at)
    # Two keepers who open it in the same moment get the same list: the second waits for the first.
    found, made = HandOver.objects.get_or_create(
        warehouse=warehouse,
        carrier_id=carrier_id,
        closed_at=None,
        defaults={"number": number, "opened_by_id": by.account_id, "opened_at": at},
    )
    if made:
        fact = ListOpened(number=number, carrier=carrier.name)
        trail.record(fact, on=found, by=by, at=at)
    return found
