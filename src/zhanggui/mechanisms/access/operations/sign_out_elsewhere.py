"""Going out on one's other devices: on one of them, or on all but this one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import SignIn
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.facts import SignedOut
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def sign_out_elsewhere(*, here: UUID, by: Actor, at: datetime, only: UUID | None = None) -> int:
    """End one's own sign-ins but the one ``here``; or ``only`` one of them. Returns how many there were."""
    others = SignIn.objects.filter(account_id=by.account_id, ended_at=None).exclude(pk=here)
    if only is not None:
        others = others.filter(pk=only)
    ended = others.update(ended_at=at)
    if ended:
        told = SignedOut(name=by.name, sign_ins=ended)
        trail.record(told, on=Subject("identity.account", by.account_id), by=by, at=at)
    return ended
