"""What a part of an order keeps when pieces of it are unfit, and what it gets in their place."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from zhanggui.domain.delivery.choosing import Need, Part, Taken, from_shelves
from zhanggui.domain.delivery.models import Allocation, AllocationLine, PickList, ScannedPieces
from zhanggui.domain.delivery.numbers import next_number
from zhanggui.domain.delivery.setting_aside import Why, entry_for, rows_for
from zhanggui.domain.delivery.states import AllocationState
from zhanggui.domain.inventory.accounts import Shelf
from zhanggui.domain.inventory.shelving import first_expiring
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import ledger


def split(
    lines: Sequence[AllocationLine], unfit: Mapping[UUID, int], warehouse_id: UUID
) -> tuple[list[Taken], list[Need]]:
    """The pieces that stay as they are, and those for which others are needed, by order line."""
    gone, kept, lacking = Counter(unfit), list[Taken](), dict[UUID, Need]()
    for line in lines:
        assert line.shelf_id is not None
        bad = min(line.quantity, gone[line.shelf_id])
        gone[line.shelf_id] -= bad
        if bad:
            before = lacking[line.order_line_id].quantity if line.order_line_id in lacking else 0
            lacking[line.order_line_id] = Need(line.order_line_id, line.sku_id, before + bad)
        if good := line.quantity - bad:
            part = Part(warehouse_id, line.order_line_id, line.sku_id, good)
            kept.append(Taken(part, Shelf(line.shelf_id, warehouse_id, line.sku_id), good))
    return kept, list(lacking.values())


def taken_here(
    lacking: Sequence[Need], kept: Sequence[Taken], warehouse_id: UUID, at: datetime
) -> list[Taken]:
    """What the same warehouse can give: the first expiring first, as many as there are."""
    mine = Counter({one.shelf.id: one.quantity for one in kept})
    shelves = [
        replace(one, free=one.free - mine[one.shelf.id])
        for one in first_expiring([warehouse_id], {need.sku_id for need in lacking}, _today(at))
        if one.free > mine[one.shelf.id]
    ]
    wanted = [Part(warehouse_id, need.line_id, need.sku_id, need.quantity) for need in lacking]
    return from_shelves(wanted, shelves)


def still_lacking(lacking: Sequence[Need], found: Sequence[Taken]) -> list[Need]:
    """What is needed beyond that."""
    got: Counter[UUID] = Counter()
    for one in found:
        got[one.part.line_id] += one.quantity
    rest = [replace(need, quantity=need.quantity - got[need.line_id]) for need in lacking]
    return [need for need in rest if need.quantity > 0]


def write_part(
    old: Allocation, was: str, kept: Sequence[Taken], found: Sequence[Taken], *, by: Actor, at: datetime
) -> Allocation | None:
    """The part as it goes on, where its predecessor stood; none, if nothing is left of it here.

    On a walk it stays on the walk. From a tote, a list of its own fetches what is new: the rest lies there
    already. What was in a closed parcel is fetched anew.
    """
    if not (kept or found):
        return None
    (part,), lines = rows_for(old.order_id, [*kept, *found], at, why=Why(old.why))
    part.allocated_at = old.allocated_at
    part.instead_of_id, part.fills_id, part.cost_fen = old.instead_of_id, old.fills_id, old.cost_fen
    if was == AllocationState.PICKED and found:
        part.pick_list = _fetching(old.warehouse_id, kept, at)
    elif was != AllocationState.PACKED:
        part.state, part.pick_list_id = was, old.pick_list_id
    part.save(force_insert=True)
    AllocationLine.objects.bulk_create(lines)
    ledger.post(entry_for(part, lines, at), by=by)
    return part


def _fetching(warehouse_id: UUID, kept: Sequence[Taken], at: datetime) -> PickList:
    """A list on which what lies in the tote counts as fetched."""
    made = PickList.objects.create(number=next_number("K", at), warehouse_id=warehouse_id)
    there: Counter[UUID] = Counter()
    for one in kept:
        there[one.shelf.id] += one.quantity
    ScannedPieces.objects.bulk_create(
        ScannedPieces(pick_list=made, shelf_id=shelf, pieces=pieces) for shelf, pieces in there.items()
    )
    return made


def _today(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()
