"""One parcel instead of two: what comes later joins what waits for the same order in the same warehouse.

Only a part that nobody works on takes others in: it is set aside, and on no list. Whoever walks, packs or
seals counts on what the list, the tote and the label say, and the customer on its leaving; what comes after
that is a parcel of its own.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext

from zhanggui.domain.delivery.choosing import Part, Taken
from zhanggui.domain.delivery.giving_back import give_back
from zhanggui.domain.delivery.models import Allocation, AllocationLine
from zhanggui.domain.delivery.replacing import write_part
from zhanggui.domain.delivery.states import AllocationState
from zhanggui.domain.inventory.accounts import Shelf
from zhanggui.identity.actor import Actor


def join_waiting(parts: Sequence[Allocation], *, by: Actor, at: datetime) -> list[Allocation]:
    """These new parts of one order (held by the caller), each with what it could join."""
    return [_joined(part, by=by, at=at) for part in parts]


def _joined(part: Allocation, *, by: Actor, at: datetime) -> Allocation:
    others = Allocation.objects.locked().filter(
        order_id=part.order_id,
        warehouse_id=part.warehouse_id,
        state=AllocationState.ALLOCATED,
        pick_list=None,
        instead_of_id=part.instead_of_id,
    )
    host = others.exclude(pk=part.pk).order_by("allocated_at", "id").first()
    if host is None:
        return part
    lines = give_back([host, part], reason=gettext("Packed together, in one parcel"), by=by, at=at)
    whole = write_part(host, AllocationState.ALLOCATED, _taken(host, lines), [], by=by, at=at)
    assert whole is not None
    return whole


def _taken(host: Allocation, lines: Sequence[AllocationLine]) -> list[Taken]:
    """The same pieces, from the same shelves."""
    taken = []
    for line in lines:
        assert line.shelf_id is not None
        part = Part(host.warehouse_id, line.order_line_id, line.sku_id, line.quantity)
        taken.append(Taken(part, Shelf(line.shelf_id, host.warehouse_id, line.sku_id), line.quantity))
    return taken
