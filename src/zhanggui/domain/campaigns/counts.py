"""What is counted of a day of campaigns."""

from datetime import datetime

from django.db.models import Sum

from zhanggui.domain.campaigns.models import LinkHour
from zhanggui.mechanisms.controls.counts import Counted, between, counted


@counted("traffic.clicks", "Clicks of people on links of campaigns")
def clicks(since: datetime, until: datetime) -> Counted:
    hours = between(LinkHour.objects.all(), "hour", since, until)
    return int(hours.aggregate(clicks=Sum("clicks"))["clicks"] or 0), 1
