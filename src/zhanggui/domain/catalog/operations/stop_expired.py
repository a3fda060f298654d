"""Stopping goods whose own papers have run out."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from zhanggui.domain.catalog.capabilities import STOP_EXPIRED
from zhanggui.domain.catalog.facts import SaleStopped
from zhanggui.domain.catalog.models import Goods, StopSale
from zhanggui.domain.catalog.states import StopCause
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail

REASON = "A document of the published version has run out"


@transaction.atomic
def stop_expired(*, by: Actor, at: datetime) -> int:
    """Take goods off sale whose test report or certificate ran out. Returns how many. A job does this.

    No order passes in between: placing one looks at the same date. A new version with papers that hold
    lifts the stop when it is published.
    """
    by.require(STOP_EXPIRED)
    stopped = StopSale.objects.filter(goods=OuterRef("pk"), cause=StopCause.DOCUMENT, lifted_at=None)
    today = at.astimezone(SHANGHAI).date()
    expired = Goods.objects.locked().filter(
        ~Exists(stopped), published_version__isnull=False, papers_valid_to__lt=today
    )
    count = 0
    for goods in expired:
        StopSale.objects.create(
            goods=goods,
            cause=StopCause.DOCUMENT,
            reason=REASON,
            stopped_by_id=by.account_id,
            stopped_at=at,
        )
        fact = SaleStopped(number=goods.number, cause=StopCause.DOCUMENT)
        trail.record(fact, on=goods, by=by, at=at, reason=REASON)
        count += 1
    return count
