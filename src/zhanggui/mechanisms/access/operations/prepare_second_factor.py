"""Beginning to set up an authenticator app."""

from datetime import datetime

from django.db import transaction

from zhanggui.identity.models import Account, SecondFactor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access import second_factors
from zhanggui.mechanisms.access.facts import SecondFactorPrepared
from zhanggui.mechanisms.access.refusals import SecondFactorThere


@transaction.atomic
def prepare_second_factor(*, account: Account, at: datetime) -> SecondFactor:
    """A secret to show once as a QR code; it counts from ``set_second_factor`` on.

    Raises ``SecondFactorThere``: a confirmed one is not replaced by whoever sits at an open page.
    """
    known = SecondFactor.objects.locked().filter(account=account).first()
    if known is not None and known.confirmed_at:
        raise SecondFactorThere
    if known is not None:
        return known
    factor = SecondFactor.objects.create(account=account, secret=second_factors.new_secret(), created_at=at)
    told = SecondFactorPrepared(username=account.username)
    trail.record(told, on=account, by=account.actor(via="door"), at=at)
    return factor
