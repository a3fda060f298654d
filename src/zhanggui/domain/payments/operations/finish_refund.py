"""Finishing a refund: the money has gone back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments import accounts
from zhanggui.domain.payments.capabilities import REFUND
from zhanggui.domain.payments.facts import RefundDone
from zhanggui.domain.payments.models import Refund
from zhanggui.domain.payments.states import RefundState, refund_after
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def finish_refund(*, refund_id: UUID, answer: str = "", by: Actor, at: datetime) -> Refund:
    """Book a refund as sent. Saying it twice changes nothing the second time."""
    by.require(REFUND)
    refund = Refund.objects.select_related("payment").locked().get(pk=refund_id)
    if refund.state == RefundState.DONE:
        return refund
    refund.state = refund_after(refund.state, "finish", number=refund.number)
    refund.done_at = at
    refund.gateway_answer = {"answer": answer}
    refund.save(update_fields=["state", "done_at", "gateway_answer"])

    order_id = refund.payment.order_id
    sent = ledger.Transfer(
        debit=accounts.refunding(order_id),
        credit=accounts.clearing(refund.payment.method),
        amount=refund.amount_fen,
    )
    entry = ledger.Entry(
        kind="payments.refund_sent",
        key=f"refund:{refund.id}:sent",
        at=at,
        subject=trail.Subject("payments.refund", refund.id),
        transfers=[sent],
    )
    ledger.post(entry, by=by)
    done = RefundDone(number=refund.number, amount_fen=refund.amount_fen)
    trail.record(done, on=refund, by=by, at=at, thread=trail.Subject("sales.order", order_id))
    return refund
