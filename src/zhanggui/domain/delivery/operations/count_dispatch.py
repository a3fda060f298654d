"""Counting what left each warehouse yesterday: by it the house knows how long its work will take."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Count

from zhanggui.domain.delivery.capabilities import COUNT_LANES
from zhanggui.domain.delivery.facts import DispatchCounted
from zhanggui.domain.delivery.models import DispatchDay, Shipment
from zhanggui.domain.partners.queries import carrier_ids
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail

DAYS_BACK = 14


@transaction.atomic
def count_dispatch(*, by: Actor, at: datetime) -> int:
    """Every whole day of the last two weeks that was not counted yet; how many days of warehouses were."""
    by.require(COUNT_LANES)
    today = at.astimezone(SHANGHAI).date()
    first = today - timedelta(days=DAYS_BACK)
    known = set(DispatchDay.objects.filter(day__gte=first).values_list("day", flat=True))
    carriers, counted = carrier_ids(), 0
    for day in (first + timedelta(days=n) for n in range(DAYS_BACK)):
        if day in known:
            continue
        since = datetime.combine(day, time(), tzinfo=SHANGHAI)
        left = Shipment.objects.filter(
            carrier__in=carriers, shipped_at__gte=since, shipped_at__lt=since + timedelta(days=1)
        )
        rows = left.values_list("allocation__warehouse_id").annotate(n=Count("id")).order_by()
        made = DispatchDay.objects.bulk_create(
            DispatchDay(warehouse_id=house, day=day, parcels=parcels) for house, parcels in rows
        )
        counted += len(made)
    fact = DispatchCounted(day=str(today - timedelta(days=1)), rows=counted)
    trail.record(fact, on=trail.Subject("delivery.dispatch", new_id()), by=by, at=at)
    return counted
