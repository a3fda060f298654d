"""Adding a location to a warehouse: a place to walk to."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import ARRANGE_SHELVES
from zhanggui.domain.inventory.facts import LocationAdded
from zhanggui.domain.inventory.models import Location
from zhanggui.domain.inventory.reach import standing_warehouse
from zhanggui.domain.inventory.refusals import LocationExists
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("inventory_location_once", LocationExists)


@transaction.atomic
def add_location(
    *, warehouse_id: UUID, code: str, walk: int, use: str = "pick", by: Actor, at: datetime
) -> Location:
    """``walk`` is its position on the way of a picker. Raises ``LocationExists``."""
    by.require(ARRANGE_SHELVES)
    warehouse = standing_warehouse(warehouse_id)
    with refusing():
        location = Location.objects.create(warehouse=warehouse, code=code.strip().upper(), walk=walk, use=use)
    fact = LocationAdded(code=location.code, walk=walk)
    trail.record(fact, on=location, by=by, at=at, thread=warehouse)
    return location
