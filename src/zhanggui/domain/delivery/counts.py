"""What is counted of a day of parcels."""

from datetime import datetime

from django.db.models import F
from django.db.models.functions import TruncDate

from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.states import ParcelState
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.controls.counts import Counted, between, counted


@counted("delivery.on_time", "Parcels delivered by the promised day")
def on_time(since: datetime, until: datetime) -> Counted:
    arrived = between(Shipment.objects.exclude(promised_on=None), "delivered_at", since, until)
    kept = arrived.alias(came=TruncDate("delivered_at", tzinfo=SHANGHAI)).filter(came__lte=F("promised_on"))
    return kept.count(), arrived.count()


@counted("delivery.whole", "Parcels not lost")
def whole(since: datetime, until: datetime) -> Counted:
    arrived = between(Shipment.objects.all(), "delivered_at", since, until).count()
    lost = between(Shipment.objects.filter(state=ParcelState.LOST), "state_since", since, until).count()
    return arrived, arrived + lost
