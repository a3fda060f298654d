"""Points whose time is over are gone; the oldest are spent first, so only what nobody spent can be."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from zhanggui.domain.members import accounts, rules
from zhanggui.domain.members.capabilities import SETTLE_POINTS
from zhanggui.domain.members.facts import PointsExpired
from zhanggui.domain.members.models import PointsGrant
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def expire_points(*, account_id: UUID, by: Actor, at: datetime) -> int:
    """Let a member's points run out that have come to their end; how many. Again, it changes nothing."""
    by.require(SETTLE_POINTS)
    due = list(PointsGrant.objects.locked().filter(account_id=account_id, expires_at__lte=at, swept_at=None))
    if not due:
        return 0
    young = PointsGrant.objects.filter(account_id=account_id, expires_at__gt=at)
    account = accounts.points(account_id)
    over = rules.run_out(
        available=ledger.balance(account).available, young=young.aggregate(all=Sum("points"))["all"] or 0
    )
    PointsGrant.objects.filter(pk__in=[grant.pk for grant in due]).update(swept_at=at)
    subject = Subject("identity.account", account_id)
    if over:
        entry = Entry(
            kind="members.points_expired",
            key=f"points:{max(grant.pk for grant in due)}:expired",
            at=at,
            subject=subject,
            transfers=[Transfer(account, accounts.expired(account_id), over)],
        )
        ledger.post(entry, by=by)
    trail.record(PointsExpired(points=over), on=subject, by=by, at=at)
    return over
