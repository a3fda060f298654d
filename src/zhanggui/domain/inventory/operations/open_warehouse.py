"""Opening a warehouse."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import OPEN_WAREHOUSE
from zhanggui.domain.inventory.facts import WarehouseOpened
from zhanggui.domain.inventory.models import Warehouse
from zhanggui.domain.inventory.refusals import WarehouseExists
from zhanggui.domain.inventory.rules import Place
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("inventory_warehouse_code_key", WarehouseExists)


@transaction.atomic
def open_warehouse(
    *, code: str, name: str, place: Place, operator_id: UUID | None = None, by: Actor, at: datetime
) -> Warehouse:
    """From now on goods can be received there. Raises ``WarehouseExists``.

    ``operator_id``: the supplier who keeps its own goods there and sends them itself (drop-shipping).
    """
    by.require(OPEN_WAREHOUSE)
    with refusing():
        warehouse = Warehouse.objects.create(
            code=code,
            name=name,
            province=place.province,
            city=place.city,
            street=place.street,
            operator_id=operator_id,
            opened_at=at,
        )
    trail.record(WarehouseOpened(code=code, name=name), on=warehouse, by=by, at=at)
    return warehouse
