"""Asking a buyer how satisfied they were with an order."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.capabilities import ASK
from zhanggui.domain.care.facts import SatisfactionAsked
from zhanggui.domain.care.models import Survey
from zhanggui.domain.sales import queries as sales
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def ask_satisfaction(*, order_id: UUID, by: Actor, at: datetime) -> Survey:
    """Ask once about this order; asking again gives the same question."""
    by.require(ASK)
    order = sales.held_order(order_id, by=by)
    known = Survey.objects.filter(subject_id=order.id).first()
    if known is not None:
        return known

    survey = Survey(
        subject_type="sales.order",
        subject_id=order.id,
        title=order.number,
        customer_id=order.customer_id,
        asked_at=at,
    )
    survey.save(force_insert=True)

    trail.record(SatisfactionAsked(title=survey.title), on=survey, by=by, at=at, thread=order)
    return survey
