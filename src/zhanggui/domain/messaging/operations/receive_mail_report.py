"""Taking in what a mail server reports about one of our mails."""

# recorded by: reporting.believe, which tells the fact where the report changes something

from datetime import datetime

from django.db import transaction

from zhanggui.domain.messaging.capabilities import REPORT
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.messaging.refusals import UnreadableReport
from zhanggui.domain.messaging.reporting import believe
from zhanggui.domain.messaging.reports import read_report
from zhanggui.identity.actor import Actor


@transaction.atomic
def receive_mail_report(*, raw: bytes, by: Actor, at: datetime) -> bool:
    """Believe a bounce or a complaint, as it came to the return address; whether it said anything new.

    Raises ``UnreadableReport`` for what is not a report about a message of ours.
    """
    by.require(REPORT)
    report = read_report(raw)
    message = Message.objects.locked().filter(pk=report.message_id, channel="mail").first()
    if message is None:
        raise UnreadableReport
    return believe(message, report.verdict, report.answer, by=by, at=at)
