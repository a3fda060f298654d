"""Closing a member's account on their request: what the law does not keep is removed, everywhere at once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.queries import returns_of
from zhanggui.domain.aftersales.states import OPEN
from zhanggui.domain.care.queries import complaints_of
from zhanggui.domain.members.capabilities import HANDLE_PRIVACY
from zhanggui.domain.members.models import PrivacyRequest
from zhanggui.domain.members.operations.forget_member import forget_member
from zhanggui.domain.members.refusals import StillSomethingOpen
from zhanggui.domain.sales.operations import forget_customer
from zhanggui.domain.sales.queries import orders_of
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.access.operations.forget_customer_account import forget_customer_account

UNFINISHED = (OrderState.PLACED, OrderState.CONFIRMED)


@transaction.atomic
def close_account(*, request_id: UUID, by: Actor, at: datetime) -> PrivacyRequest:
    """Carry out a closure: favourites, history, wishes, points, cart, addresses, name and number go.

    Orders with what was delivered and paid stay for the three years of the law (EC-07), under no name. Raises
    ``StillSomethingOpen`` while an order, a return or a complaint is not settled, and ``NotFound``.
    """
    by.require(HANDLE_PRIVACY)
    asked = PrivacyRequest.objects.locked().filter(pk=request_id, kind="closure", done_at=None).first()
    if asked is None:
        raise NotFound
    if left := still_open(asked.account_id):
        raise StillSomethingOpen(what="、".join(left))
    forget_customer(account_id=asked.account_id, by=by, at=at)
    closed = forget_member(request_id=request_id, by=by, at=at)
    forget_customer_account(account_id=asked.account_id, by=by, at=at)
    return closed


def still_open(account_id: UUID) -> list[str]:
    """The numbers of what must come to its end before the account can: orders, returns, complaints."""
    orders = orders_of(account_id).filter(state__in=UNFINISHED).values_list("number", flat=True)
    returns = returns_of(account_id).filter(state__in=OPEN).values_list("number", flat=True)
    complaints = complaints_of(account_id).filter(case__closed_at=None)
    return [*orders[:5], *returns[:5], *complaints.values_list("case__number", flat=True)[:5]]
