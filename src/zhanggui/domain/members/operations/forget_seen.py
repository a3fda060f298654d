"""Forgetting what was looked at."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.members.capabilities import OWN
from zhanggui.domain.members.facts import SeenForgotten
from zhanggui.domain.members.models import Seen
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def forget_seen(*, by: Actor, at: datetime) -> int:
    """Remove everything one has looked at; how much it was."""
    by.require(OWN)
    forgotten, _ = Seen.objects.filter(account_id=by.account_id).delete()
    subject = Subject("identity.account", by.account_id)
    trail.record(SeenForgotten(goods=forgotten), on=subject, by=by, at=at)
    return forgotten
