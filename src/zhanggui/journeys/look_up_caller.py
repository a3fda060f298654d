"""Who is calling: found by the number, with orders, cases and complaints. Looking leaves a trace (PI-06)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.queries import returns_of
from zhanggui.domain.care.models import Complaint
from zhanggui.domain.care.queries import complaints_of
from zhanggui.domain.sales.capabilities import PLACE_FOR_OTHERS
from zhanggui.domain.sales.facts import CallerLookedUp
from zhanggui.domain.sales.models import Address, Order
from zhanggui.domain.sales.queries import addresses_of, orders_of
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import masked, mobile_number
from zhanggui.identity.models import Account
from zhanggui.mechanisms import trail
from zhanggui.schema.encrypted import keyed_hash

RECENT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A known caller as the desk sees them: the number masked, the rest what is needed to help."""

    account_id: UUID
    name: str
    mobile: str
    since: datetime
    addresses: list[Address]
    orders: list[Order]
    complaints: list[Complaint]
    cases: list[Return]


@transaction.atomic
def look_up_caller(*, mobile: str, by: Actor, at: datetime) -> Caller | None:
    """The customer with this number, or None. Raises ``NotAMobileNumber``."""
    by.require(PLACE_FOR_OTHERS)
    number = mobile_number(mobile)
    account = Account.objects.filter(mobile_hash=keyed_hash(number)).select_related("person").first()
    if account is None or not account.is_active:
        return None
    trail.record(CallerLookedUp(mobile=masked(number)), on=account, by=by, at=at)
    return Caller(
        account_id=account.id,
        name=account.person.name if account.person else "",
        mobile=masked(number),
        since=account.created_at,
        addresses=addresses_of(account.id)[:4],
        orders=list(orders_of(account.id)[:RECENT]),
        complaints=list(complaints_of(account.id)[:RECENT]),
        cases=list(returns_of(account.id)[:RECENT]),
    )
