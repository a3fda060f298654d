"""What the house asks of the telephone system: to connect a call to an agent, or to end it."""

from datetime import datetime

from django.conf import settings

from zhanggui.domain.care.models import Call
from zhanggui.integrations.telephony.transport import post
from zhanggui.mechanisms.trail import Told

VERBS = {"care.call_accepted": "connect", "care.call_hung_up": "hang_up"}


def give(told: Told, *, at: datetime) -> None:
    """Ask for what an agent did at the desk. Without a telephone system there is nobody to ask."""
    if not settings.TELEPHONY_URL:
        return
    call = Call.objects.select_related("agent").get(pk=told.subject_id)
    asked = {
        "verb": VERBS[told.name],
        "call": call.reference,
        "agent": call.agent.username if call.agent else "",
    }
    post(settings.TELEPHONY_URL, asked, at=at)
