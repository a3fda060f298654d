"""Choosing which address is offered first."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales.capabilities import PLACE
from zhanggui.domain.sales.facts import AddressPreferred
from zhanggui.domain.sales.models import Address
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def prefer_address(*, address_id: UUID, by: Actor, at: datetime) -> Address:
    """Offer one's own address first from now on. Raises ``NotFound``."""
    by.require(PLACE)
    address = Address.objects.locked().filter(pk=address_id, retired_at=None).first()
    if address is None or address.account_id != by.account_id:
        raise NotFound
    address.preferred_at = at
    address.save(update_fields=["preferred_at"])
    trail.record(AddressPreferred(region=str(address)), on=address, by=by, at=at)
    return address
