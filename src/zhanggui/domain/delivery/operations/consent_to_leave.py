"""A customer says to whom else their parcel may be given (EC-15, EX-04)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import CONSENT_TO_LEAVE
from zhanggui.domain.delivery.facts import ConsentToLeave
from zhanggui.domain.delivery.models import LeaveConsent
from zhanggui.domain.delivery.refusals import AlreadyThere
from zhanggui.domain.delivery.states import LeaveAt
from zhanggui.domain.sales.queries import held_order
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def consent_to_leave(*, order_id: UUID, places: Collection[LeaveAt], by: Actor, at: datetime) -> LeaveConsent:
    """Keep the customer's word; none of them means: to me in person only. It may be taken back until the end.

    Raises ``NotFound`` for anybody else's order, ``AlreadyThere``.
    """
    by.require(CONSENT_TO_LEAVE)
    order = held_order(order_id, by=by)
    if order.delivered_at is not None:
        raise AlreadyThere(number=order.number)
    said = sorted({LeaveAt(place).value for place in places})
    consent = LeaveConsent.objects.locked().filter(order_id=order.id).first() or LeaveConsent(
        order_id=order.id
    )
    if consent.places == said and consent.said_at is not None:
        return consent
    consent.places, consent.said_by_id, consent.said_at = said, by.account_id, at
    consent.save()
    fact = ConsentToLeave(order=order.number, places=", ".join(said) or "–")
    trail.record(fact, on=consent, by=by, at=at, thread=order)
    return consent
