"""What lanes have shown: read for promises and for what will be late."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhanggui.domain.delivery import choosing, reaching, transit
from zhanggui.domain.delivery.models import Lane
from zhanggui.domain.delivery.promising import LaneDays, Promised, promise, promise_by
from zhanggui.domain.delivery.refusals import OutOfArea
from zhanggui.kernel.norms import norm
from zhanggui.schema.prepared import fetch

LANES_SQL = """
SELECT jsonb_object_agg(known.origin, jsonb_build_array(known.days, known.parcels))
  FROM delivery_lanepromise known WHERE known.destination = {province}
"""
"""The lanes into a province, by where they begin, as one value."""
HOUSES_SQL = """
SELECT jsonb_agg(house.province) FROM inventory_warehouse house
 WHERE house.closed_at IS NULL AND EXISTS (
    SELECT FROM delivery_lanepromise known WHERE known.destination = {province}
 ) AND (
    SELECT count(DISTINCT shelf.sku_id) FROM inventory_shelflot shelf
      JOIN ledger_balance held ON held.account_id = shelf.account
     WHERE shelf.warehouse_id = house.id AND shelf.sku_id = ANY ({skus})
       AND held.debits_posted - held.credits_posted > held.credits_pending
 ) = cardinality({skus}::uuid[])
"""
"""The provinces of the warehouses that have something of every one of these SKUs, as one value.

Where goods leave from is asked only for a province that some lane is known into: nothing else depends on it.
"""
_READ = (
    f"SELECT ({LANES_SQL.format(province='%(province)s')}),"
    f" ({HOUSES_SQL.format(province='%(province)s', skus='%(skus)s')})"
)


def promise_to(province: str, skus: Iterable[UUID], *, at: datetime) -> Promised:
    """What is promised for these goods to this province, in one statement.

    Where the house's table does not go, a carrier may by its own agreement. Raises ``OutOfArea``.
    """
    ((lanes, houses),) = fetch(_READ, {"province": province, "skus": sorted(set(skus))})
    origin = begins(province, json.loads(houses) if houses else None)
    try:
        return promise(province, at, lanes=known(json.loads(lanes)) if lanes else None, origin=origin)
    except OutOfArea:
        if (reach := reaching.reached(province, at)) is None:
            raise
        return promise_by(reach, at)


def known(lanes: Mapping[str, Sequence[int]]) -> dict[str, LaneDays]:
    """As the statement brings them."""
    return {origin: LaneDays(*facts) for origin, facts in lanes.items()}


def begins(province: str, houses: Sequence[str] | None) -> str | None:
    """The province whose warehouse sends: the nearest that has everything; none if it takes several."""
    if not houses:
        return None
    return min(sorted(houses), key=lambda one: choosing.distance(one, province))


@dataclass(frozen=True, slots=True)
class Way:
    """Whose lane a parcel is on."""

    carrier_id: UUID
    origin: str
    destination: str


class Lanes:
    """All lanes into some provinces, read once; each way gets the tally that has enough parcels."""

    def __init__(self, destinations: Iterable[str], *, at: datetime) -> None:
        self.least = norm("delivery.lane_parcels", on=at)
        rows = Lane.objects.filter(destination__in=set(destinations))
        self.tallies = {
            Way(carrier, origin, destination): tally
            for carrier, origin, destination, tally in rows.values_list(
                "carrier_id", "origin", "destination", "tally"
            )
        }

    def tally(self, way: Way) -> transit.Tally | None:
        """The carrier's own lane; else all carriers' on the same way; else all into the province."""
        own = self.tallies.get(way, ())
        same = [
            tally
            for other, tally in self.tallies.items()
            if (other.origin, other.destination) == (way.origin, way.destination)
        ]
        into = [tally for other, tally in self.tallies.items() if other.destination == way.destination]
        for found in (own, transit.pooled(same), transit.pooled(into)):
            if sum(found) >= self.least:
                return found
        return None
