"""Somebody answers a short message: "R" wants no more of them."""

# recorded by: choosing.choose, which tells the fact where the choice changes something

from datetime import datetime

from django.db import transaction

from zhanggui.domain.messaging.capabilities import REPORT
from zhanggui.domain.messaging.choosing import choose
from zhanggui.domain.messaging.rules import means_stop
from zhanggui.domain.messaging.states import Channel, Topic
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import mobile_number
from zhanggui.identity.models import Account
from zhanggui.schema.encrypted import keyed_hash


@transaction.atomic
def receive_sms_reply(*, mobile: str, text: str, by: Actor, at: datetime) -> bool:
    """Refuse marketing by SMS for whoever holds this number; whether that changed anything.

    Anything but a word that means stop is nobody's wish. Raises ``NotAMobileNumber``.
    """
    by.require(REPORT)
    account = Account.objects.filter(mobile_hash=keyed_hash(mobile_number(mobile))).first()
    if account is None or not means_stop(text):
        return False
    return choose(account.id, (Topic.MARKETING, Channel.SMS), wanted=False, by=by, at=at)
