"""Writing the verdict beside a notification."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments.capabilities import TAKE_MONEY
from zhanggui.domain.payments.facts import NoticeJudged
from zhanggui.domain.payments.models import GatewayNotice, Payment
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import trail


class AlreadyJudged(Refusal):
    """This notification was judged before: {verdict}."""

    code = "already-judged"


@transaction.atomic
def judge_notice(
    *, notice_id: UUID, verdict: str, payment: Payment | None = None, by: Actor, at: datetime
) -> GatewayNotice:
    """Say what a notification was worth, once."""
    by.require(TAKE_MONEY)
    notice = GatewayNotice.objects.locked().get(pk=notice_id)
    if notice.judged_at is not None:
        raise AlreadyJudged(verdict=notice.verdict)
    notice.verdict = GatewayNotice.Verdict(verdict)
    notice.payment = payment
    notice.judged_at = at
    notice.save(update_fields=["verdict", "payment", "judged_at"])
    judged = NoticeJudged(verdict=notice.verdict, payment=payment.number if payment else "")
    thread = trail.Subject("sales.order", payment.order_id) if payment else None
    trail.record(judged, on=notice, by=by, at=at, thread=thread)
    return notice
