"""Going out by the door one came in."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import SignIn
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.facts import SignedOut
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def sign_out(*, sign_in_id: UUID, by: Actor, at: datetime) -> None:
    """End one's own sign-in. A cookie that somebody copied is worth nothing from now on."""
    mine = SignIn.objects.filter(pk=sign_in_id, account_id=by.account_id, ended_at=None)
    if mine.update(ended_at=at):
        told = SignedOut(name=by.name, sign_ins=1)
        trail.record(told, on=Subject("identity.account", by.account_id), by=by, at=at)
