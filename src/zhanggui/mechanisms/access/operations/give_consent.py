"""Saying yes to one purpose."""

from datetime import datetime

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account, Consent
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access import consents
from zhanggui.mechanisms.access.facts import ConsentGiven


@transaction.atomic
def give_consent(*, purpose: str, channel: str, by: Actor, at: datetime) -> Consent:
    """Agree, for oneself, to the text in force. Agreeing twice is agreeing once."""
    account = Account.objects.locked().filter(pk=by.account_id).first()
    if account is None or account.person_id is None:
        raise NotFound
    text = consents.text_in_force(purpose)
    known = Consent.objects.filter(person=account.person_id, text=text, withdrawn_at=None).first()
    if known is not None:
        return known
    given = consents.give_all(account, [purpose], channel, at)[0]
    told = ConsentGiven(purpose=purpose, version=text.version, channel=channel)
    trail.record(told, on=given, by=by, at=at, thread=account)
    return given
