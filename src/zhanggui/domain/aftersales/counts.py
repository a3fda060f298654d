"""What is counted of a day of returns."""

from datetime import datetime

from zhanggui.domain.aftersales.models import Return
from zhanggui.mechanisms.controls.counts import Counted, between, counted


@counted("returns.asked", "Returns asked for")
def asked(since: datetime, until: datetime) -> Counted:
    return between(Return.objects.all(), "requested_at", since, until).count(), 1
