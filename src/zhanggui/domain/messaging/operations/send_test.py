"""Sending a wording to oneself before anybody else gets it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from zhanggui.domain.messaging import wording
from zhanggui.domain.messaging.capabilities import WRITE_TEMPLATE
from zhanggui.domain.messaging.facts import TestSent
from zhanggui.domain.messaging.models import Message, TemplateVersion
from zhanggui.domain.messaging.operations.send import DELIVERY
from zhanggui.domain.messaging.refusals import NobodyToTest
from zhanggui.domain.messaging.standing import address_of
from zhanggui.domain.messaging.states import Channel, Topic
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail

SAMPLES = {
    "goods": "龙泉青瓷茶具",
    "link": "https://zhanggui.example/goods/700123/",
    "coupon": "LQ-20",
    "price": "¥268.00",
    "until": "11-30",
    "programme": "茶余饭后",
}
"""What a preview and a test fill in."""


@transaction.atomic
def send_test(*, version_id: UUID, by: Actor, at: datetime) -> Message:
    """Send this version, whatever its state, to oneself. Raises ``NotFound`` and ``NobodyToTest``."""
    by.require(WRITE_TEMPLATE)
    version = TemplateVersion.objects.select_related("template").filter(pk=version_id).first()
    if version is None:
        raise NotFound
    account = Account.objects.select_related("person").get(pk=by.account_id)
    template = version.template
    if template.channel != Channel.INBOX and not address_of(account, template.channel):
        raise NobodyToTest
    words = wording.filled(version, {**SAMPLES, "name": by.name})
    message = Message.objects.create(
        account=account,
        kind=template.code,
        # About one's own work, so that neither consent nor the cap of marketing stands in its way.
        topic=Topic.SECURITY,
        channel=template.channel,
        language=template.language,
        version=version,
        subject=words.subject,
        body=words.text,
        created_at=at,
    )
    app.configure_task(name=DELIVERY, queue="messages").defer(message_id=str(message.id))
    fact = TestSent(code=template.code, channel=template.channel)
    trail.record(fact, on=version, thread=template, by=by, at=at)
    return message
