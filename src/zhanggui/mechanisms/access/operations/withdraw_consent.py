"""Taking a consent back, as easily as it was given."""

from datetime import datetime

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account, Consent
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.facts import ConsentWithdrawn
from zhanggui.mechanisms.access.refusals import NotConsented


@transaction.atomic
def withdraw_consent(*, purpose: str, channel: str, by: Actor, at: datetime) -> None:
    """Take back, for oneself, every consent to this purpose. What was done under it stays lawful."""
    account = Account.objects.locked().filter(pk=by.account_id).first()
    if account is None or account.person_id is None:
        raise NotFound
    standing = Consent.objects.filter(person=account.person_id, purpose=purpose, withdrawn_at=None)
    if not standing.update(withdrawn_at=at):
        raise NotConsented
    told = ConsentWithdrawn(purpose=purpose, channel=channel)
    trail.record(told, on=account, by=by, at=at)
