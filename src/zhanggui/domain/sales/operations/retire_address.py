"""Putting an address aside. Orders that used it keep it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales.capabilities import PLACE, PLACE_FOR_OTHERS
from zhanggui.domain.sales.facts import AddressRetired
from zhanggui.domain.sales.models import Address
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def retire_address(*, address_id: UUID, by: Actor, at: datetime) -> Address:
    """Offer an address no more. Raises ``NotFound`` for somebody else's."""
    by.require(PLACE)
    address = Address.objects.locked().filter(pk=address_id, retired_at=None).first()
    if address is None or (address.account_id != by.account_id and not by.may(PLACE_FOR_OTHERS)):
        raise NotFound()
    address.retired_at = at
    address.save(update_fields=["retired_at"])
    trail.record(AddressRetired(region=str(address)), on=address, by=by, at=at)
    return address
