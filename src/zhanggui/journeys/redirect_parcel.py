"""A parcel is on its way to a wrong address: it is brought to the right one, promised anew."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import INSTRUCT
from zhanggui.domain.delivery.models import Instruction, Shipment
from zhanggui.domain.delivery.operations.instruct_carrier import Wanted, instruct_carrier
from zhanggui.domain.delivery.states import Errand
from zhanggui.domain.sales.operations import AddressWish, add_address
from zhanggui.domain.sales.queries import held_order
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.kernel.refusal import NotFound


@transaction.atomic
def redirect_parcel(
    *, shipment_id: UUID, address: AddressWish, reason: str, by: Actor, at: datetime
) -> Instruction:
    """Write the right address down with the customer, and tell the carrier.

    Raises ``NotFound``, ``NotOnItsWay``, and what a malformed address is refused with.
    """
    by.require(INSTRUCT)
    shipment = Shipment.objects.filter(pk=shipment_id).first()
    if shipment is None:
        raise NotFound
    order = held_order(shipment.order_id, by=by)
    # Whoever may instruct carriers may do so; the address is written down by the house.
    added = add_address(account_id=order.customer_id, wish=address, by=SYSTEM, at=at)
    wanted = Wanted(errand=Errand.REDIRECT, reason=reason, address_id=added.id)
    return instruct_carrier(shipment_id=shipment_id, wanted=wanted, by=by, at=at)
