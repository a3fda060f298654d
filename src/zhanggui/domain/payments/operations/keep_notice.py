"""Keeping a notification exactly as it arrived, before anybody judges it."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.db import transaction

from zhanggui.domain.payments.facts import NoticeKept
from zhanggui.domain.payments.models import GatewayNotice
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic(durable=True)
def keep_notice(*, form: Mapping[str, str], sender: str, by: Actor, at: datetime) -> GatewayNotice:
    """Store what somebody sent us in the gateway's name. Anybody may send; it is judged later."""
    notice = GatewayNotice.objects.create(
        received_at=at,
        body=urlencode(form)[:20_000],
        sender=sender[:64],
        notify_id=form.get("notify_id", "")[:64],
    )
    trail.record(NoticeKept(sender=notice.sender), on=notice, by=by, at=at)
    return notice
