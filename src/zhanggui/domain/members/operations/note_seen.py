"""Somebody has looked at goods."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.members import rules
from zhanggui.domain.members.capabilities import OWN
from zhanggui.domain.members.models import Seen
from zhanggui.identity.actor import Actor

# recorded by: nobody. What somebody looked at is theirs to forget; a fact would keep it for years.


@transaction.atomic
def note_seen(*, goods_id: UUID, by: Actor, at: datetime) -> None:
    """Put these goods first among what was looked at lately; the oldest beyond the limit are forgotten."""
    by.require(OWN)
    Seen.objects.update_or_create(account_id=by.account_id, goods_id=goods_id, defaults={"seen_at": at})
    mine = Seen.objects.filter(account_id=by.account_id).order_by("-seen_at")
    too_old = list(mine.values_list("id", flat=True)[rules.SEEN_MAX : rules.SEEN_MAX + 20])
    if too_old:
        Seen.objects.filter(pk__in=too_old).delete()
