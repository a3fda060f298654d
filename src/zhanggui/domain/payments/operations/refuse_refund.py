"""Noting that the gateway would not send a refund, so that a person looks at it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments.capabilities import REFUND
from zhanggui.domain.payments.facts import RefundRefused
from zhanggui.domain.payments.models import Refund
from zhanggui.domain.payments.states import refund_after
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def refuse_refund(*, refund_id: UUID, answer: str, by: Actor, at: datetime) -> Refund:
    """Write down the gateway's no. The money stays set aside for the customer."""
    by.require(REFUND)
    refund = Refund.objects.select_related("payment").locked().get(pk=refund_id)
    refund.state = refund_after(refund.state, "refuse", number=refund.number)
    refund.refused_at = at
    refund.gateway_answer = {"answer": answer}
    refund.save(update_fields=["state", "refused_at", "gateway_answer"])
    refused = RefundRefused(number=refund.number, answer=answer)
    order = trail.Subject("sales.order", refund.payment.order_id)
    trail.record(refused, on=refund, by=by, at=at, thread=order)
    return refund
