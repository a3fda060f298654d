"""Keeping a notification exactly as it arrived, before anybody judges it."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.payments.facts import NoticeKept
from zhanggui.domain.payments.gateway import Told
from zhanggui.domain.payments.models import GatewayNotice
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

BODY_MOST = 20_000


@transaction.atomic(durable=True)
def keep_notice(*, told: Told, sender: str, by: Actor, at: datetime) -> GatewayNotice:
    """Store what somebody sent us in a gateway's name. Anybody may send; it is judged later."""
    notice = GatewayNotice.objects.create(
        method=told.method[:20],
        received_at=at,
        headers=dict(told.headers),
        body=told.body[:BODY_MOST],
        sender=sender[:64],
        notify_id=told.form.get("notify_id", "")[:64],
    )
    trail.record(NoticeKept(sender=notice.sender), on=notice, by=by, at=at)
    return notice
