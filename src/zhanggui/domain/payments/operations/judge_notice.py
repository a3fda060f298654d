"""Writing the verdict beside a notification."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments.capabilities import TAKE_MONEY
from zhanggui.domain.payments.facts import NoticeJudged
from zhanggui.domain.payments.models import GatewayNotice, Payment, Refund
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import trail


class AlreadyJudged(Refusal):
    """This notification was judged before: {verdict}."""

    code = "already-judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a notification was worth, and what it was about, as far as we know it."""

    verdict: str
    payment: Payment | None = None
    refund: Refund | None = None
    notify_id: str = ""


@transaction.atomic
def judge_notice(*, notice_id: UUID, worth: Worth, by: Actor, at: datetime) -> GatewayNotice:
    """Say what a notification was worth, once."""
    by.require(TAKE_MONEY)
    notice = GatewayNotice.objects.locked().get(pk=notice_id)
    if notice.judged_at is not None:
        raise AlreadyJudged(verdict=notice.verdict)
    notice.verdict = GatewayNotice.Verdict(worth.verdict)
    notice.payment = worth.payment or (worth.refund.payment if worth.refund else None)
    notice.refund = worth.refund
    notice.notify_id = worth.notify_id[:64] or notice.notify_id
    notice.judged_at = at
    notice.save(update_fields=["verdict", "payment", "refund", "notify_id", "judged_at"])
    about = notice.payment
    judged = NoticeJudged(verdict=notice.verdict, payment=about.number if about else "")
    thread = trail.Subject("sales.order", about.order_id) if about else None
    trail.record(judged, on=notice, by=by, at=at, thread=thread)
    return notice
