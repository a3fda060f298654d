"""Counting how long carriers took, lane by lane: every night, so that promises rest on what happened."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection, transaction

from zhanggui.domain.delivery import transit
from zhanggui.domain.delivery.capabilities import COUNT_LANES
from zhanggui.domain.delivery.facts import LanesCounted
from zhanggui.domain.delivery.lanes import Way
from zhanggui.domain.delivery.models import Lane, LanePromise
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import trail

COUNT = """
SELECT parcel.carrier_id, house.province, place.province,
       (parcel.delivered_at AT TIME ZONE 'Asia/Shanghai')::date
           - (parcel.shipped_at AT TIME ZONE 'Asia/Shanghai')::date AS days,
       count(*)
  FROM delivery_shipment parcel
  JOIN delivery_allocation part ON part.id = parcel.allocation_id
  JOIN inventory_warehouse house ON house.id = part.warehouse_id
  JOIN sales_order bought ON bought.id = parcel.order_id
  JOIN sales_address place ON place.id = bought.address_id
 WHERE parcel.delivered_at > %s AND parcel.delivered_at <= %s AND parcel.carrier_id IS NOT NULL
 GROUP BY 1, 2, 3, 4
"""


@transaction.atomic
def count_lanes(*, by: Actor, at: datetime) -> int:
    """Count every lane over the last half year, and what may be promised on it; how many lanes there are."""
    by.require(COUNT_LANES)
    since = at - timedelta(days=norm("delivery.lane_days", on=at))
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [since, at])
        rows = cursor.fetchall()
    tallies: dict[Way, list[int]] = defaultdict(lambda: [0] * (transit.LONGEST + 1))
    for carrier, origin, destination, days, count in rows:
        tallies[Way(carrier, origin, destination)][min(max(days, 0), transit.LONGEST)] += count
    Lane.objects.all().delete()
    Lane.objects.bulk_create(
        Lane(
            carrier_id=way.carrier_id,
            origin=way.origin,
            destination=way.destination,
            tally=tally,
            parcels=sum(tally),
            counted_at=at,
        )
        for way, tally in tallies.items()
    )
    _promise(tallies, at)
    fact = LanesCounted(lanes=len(tallies), parcels=sum(sum(tally) for tally in tallies.values()))
    trail.record(fact, on=trail.Subject("delivery.lanes", new_id()), by=by, at=at)
    return len(tallies)


def _promise(tallies: Mapping[Way, list[int]], at: datetime) -> None:
    """Which carrier will take a parcel is not known when it is promised: all of them together count."""
    percent, least = norm("delivery.promise_percent", on=at), norm("delivery.lane_parcels", on=at)
    together: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
    for way, tally in tallies.items():
        together[way.origin, way.destination].append(tally)
    LanePromise.objects.all().delete()
    for (origin, destination), several in together.items():
        all_of_them = transit.pooled(several)
        days = transit.days_for(all_of_them, percent)
        if days is None or sum(all_of_them) < least:
            continue
        LanePromise.objects.create(
            origin=origin, destination=destination, days=days, parcels=sum(all_of_them), counted_at=at
        )
