"""Adding an address a customer wants things delivered to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.sales import rules
from zhanggui.domain.sales.capabilities import PLACE, PLACE_FOR_OTHERS
from zhanggui.domain.sales.facts import AddressAdded
from zhanggui.domain.sales.models import Address
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.encrypted import keyed_hash
from zhanggui.schema.rows import insert


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressWish:
    """An address as people write it."""

    recipient: str
    mobile: str
    province: str
    city: str
    street: str
    district: str = ""
    postcode: str = ""


LENGTHS = {"recipient": 60, "province": 40, "city": 60, "street": 200, "district": 60, "postcode": 10}


@transaction.atomic
def add_address(*, account_id: UUID | None, wish: AddressWish, by: Actor, at: datetime) -> Address:
    """Write an address down for a customer, or for a guest (no account). Personal parts are sealed."""
    by.require(PLACE)
    if account_id != by.account_id and not by.may(PLACE_FOR_OTHERS):
        raise NotFound()
    _refuse_nonsense(wish)

    address = Address(
        account_id=account_id,
        recipient=wish.recipient.strip(),
        mobile=wish.mobile,
        mobile_hash=keyed_hash(wish.mobile),
        province=wish.province.strip(),
        city=wish.city.strip(),
        district=wish.district.strip(),
        street=wish.street.strip(),
        postcode=wish.postcode.strip(),
        created_at=at,
    )
    insert(address)
    trail.record(AddressAdded(region=str(address)), on=address, by=by, at=at)
    return address


def _refuse_nonsense(wish: AddressWish) -> None:
    if not rules.MOBILE.match(wish.mobile):
        raise Malformed(field="mobile", problem="eleven digits, beginning with 13 to 19")
    for field, longest in LENGTHS.items():
        text = getattr(wish, field).strip()
        if len(text) > longest or "\x00" in text:
            raise Malformed(field=field, problem=f"at most {longest} characters")
        if not text and field in {"recipient", "province", "city", "street"}:
            raise Malformed(field=field, problem="it is empty")
