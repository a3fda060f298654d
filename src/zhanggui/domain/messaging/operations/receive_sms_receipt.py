"""Taking in what the carrier tells about one of our short messages."""

# recorded by: reporting.believe, which tells the fact where the receipt changes something

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhanggui.domain.messaging.capabilities import REPORT
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.messaging.reporting import believe
from zhanggui.domain.messaging.states import Verdict
from zhanggui.identity.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsReceipt:
    """The carrier's number of the message, whether it arrived, and the carrier's words."""

    reference: str
    arrived: bool
    answer: str = ""


@transaction.atomic
def receive_sms_receipt(*, receipt: SmsReceipt, by: Actor, at: datetime) -> bool:
    """Believe a receipt; whether it said anything new. Receipts of codes at the door concern nobody here."""
    by.require(REPORT)
    sent = Message.objects.locked().filter(channel="sms", reference=receipt.reference)
    message = sent.first() if receipt.reference else None
    if message is None:
        return False
    verdict = Verdict.DELIVERED if receipt.arrived else Verdict.BOUNCED
    return believe(message, verdict, receipt.answer, by=by, at=at)
