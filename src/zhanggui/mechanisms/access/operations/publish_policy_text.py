"""Publishing a text that people agree to."""

from datetime import datetime

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import PolicyText
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access import tries
from zhanggui.mechanisms.access.capabilities import PUBLISH_POLICY
from zhanggui.mechanisms.access.facts import PolicyPublished


@transaction.atomic
def publish_policy_text(*, purpose: str, title: str, body: str, by: Actor, at: datetime) -> PolicyText:
    """Put the next version of this text in force. Consents to earlier versions stay what they were."""
    by.require(PUBLISH_POLICY)
    tries.queue_for(f"policy:{purpose}")
    last = PolicyText.objects.filter(purpose=purpose).order_by("-version").first()
    text = PolicyText.objects.create(
        purpose=purpose,
        version=last.version + 1 if last else 1,
        title=title,
        body=body,
        published_by_id=by.account_id,
        published_at=at,
    )
    told = PolicyPublished(purpose=purpose, version=text.version, title=title)
    trail.record(told, on=text, by=by, at=at)
    return text
