"""Putting somebody on the list of call-backs because they ask for it."""

# recorded by: calling.enlist, which tells the fact where somebody new is on the list

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.calling import enlist
from zhanggui.domain.care.capabilities import TAKE_CALLS
from zhanggui.domain.care.models import CallBack
from zhanggui.domain.care.states import CallBackReason
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import mobile_number
from zhanggui.identity.models import Account
from zhanggui.schema.encrypted import keyed_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class BackWish:
    """Whom to call, what about, and not before when."""

    mobile: str
    matter: str = ""
    not_before: datetime | None = None
    call_id: UUID | None = None


@transaction.atomic
def ask_call_back(*, wish: BackWish, by: Actor, at: datetime) -> CallBack:
    """Enlist a number, once; what it is about is added to what stands there. Raises ``NotAMobileNumber``."""
    by.require(TAKE_CALLS)
    number = mobile_number(wish.mobile)
    customer = Account.objects.filter(mobile_hash=keyed_hash(number), disabled_at=None).first()
    wanted = CallBack(
        reason=CallBackReason.ASKED,
        number=number,
        customer=customer,
        call_id=wish.call_id,
        matter=wish.matter.strip()[:200],
    )
    return enlist(wanted, not_before=max(wish.not_before or at, at), by=by, at=at)
