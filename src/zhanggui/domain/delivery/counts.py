"""What is counted of a day of parcels."""

from datetime import datetime

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate

from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.states import ParcelState
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.controls.counts import Counted, between, counted, sums


@counted("delivery.on_time", "Parcels delivered by the promised day")
def on_time(since: datetime, until: datetime) -> Counted:
    arrived = between(Shipment.objects.exclude(promised_on=None), "delivered_at", since, until)
    kept = arrived.alias(came=TruncDate("delivered_at", tzinfo=SHANGHAI)).filter(came__lte=F("promised_on"))
    return kept.count(), arrived.count()


@counted("delivery.whole", "Parcels not lost")
def whole(since: datetime, until: datetime) -> Counted:
    ended = Shipment.objects.filter(state__in=[ParcelState.DELIVERED, ParcelState.LOST])
    kept = Count("id", filter=~Q(state=ParcelState.LOST))
    return sums(between(ended, "state_since", since, until), kept, Count("id"))
