"""Going out on every device at once."""

from datetime import datetime

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import SignIn
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.facts import SignedOut
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def sign_out_everywhere(*, by: Actor, at: datetime) -> int:
    """End every sign-in of one's own account. Returns how many there were."""
    ended = SignIn.objects.filter(account_id=by.account_id, ended_at=None).update(ended_at=at)
    told = SignedOut(name=by.name, sign_ins=ended)
    trail.record(told, on=Subject("identity.account", by.account_id), by=by, at=at)
    return ended
