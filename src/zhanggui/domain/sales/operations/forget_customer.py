"""Putting away what the shop keeps of a customer whose account is closed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales.capabilities import FORGET
from zhanggui.domain.sales.facts import CustomerForgotten
from zhanggui.domain.sales.models import Address, Cart
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def forget_customer(*, account_id: UUID, by: Actor, at: datetime) -> int:
    """Delete the cart and the addresses no order went to; retire the others. How many addresses.

    Orders are kept with their addresses for the years of the law (EC-07), offered to nobody any more.
    """
    by.require(FORGET)
    Cart.objects.filter(account_id=account_id).delete()
    mine = Address.objects.locked().filter(account_id=account_id)
    count = len(mine)
    Address.objects.filter(account_id=account_id, orders=None).delete()
    Address.objects.filter(account_id=account_id, retired_at=None).update(retired_at=at)
    subject = Subject("identity.account", account_id)
    trail.record(CustomerForgotten(addresses=count), on=subject, by=by, at=at)
    return count
