"""What is counted of a day of freight."""

from datetime import datetime

from django.db.models import Count, Sum

from zhanggui.domain.freight.models import Accrual
from zhanggui.mechanisms.controls.counts import Counted, between, counted, sums


@counted("delivery.freight", "Freight of a parcel")
def each(since: datetime, until: datetime) -> Counted:
    accrued = between(Accrual.objects.all(), "accrued_at", since, until)
    return sums(accrued, Sum("amount_fen"), Count("pk"))
