"""Setting goods aside for an order: the rows that say so, and the entry that does it.

However it was decided which warehouse sends what, by greed, by the solver or by hand, it is written and
booked in this one way.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from zhanggui.domain.delivery import accounts
from zhanggui.domain.delivery.choosing import Part, Taken
from zhanggui.domain.delivery.models import Allocation, AllocationLine
from zhanggui.domain.inventory import accounts as inventory
from zhanggui.mechanisms import ledger


class Why(StrEnum):
    """Why a warehouse sends what it sends; shown beside the allocation."""

    NEAREST = "nearest"
    """It is the nearest that has everything."""
    SPLIT = "split"
    """No single warehouse has everything."""
    SOLVED = "solved"
    """It costs least over all orders of the batch, though another would do for this one alone."""
    BY_HAND = "by_hand"
    """Somebody chose it, and said why."""

    @classmethod
    def for_parts(cls, parts: Sequence[Part]) -> "Why":
        """Of an order allocated by itself."""
        return cls.SPLIT if len({part.warehouse_id for part in parts}) > 1 else cls.NEAREST


def rows_for(
    order_id: UUID, taken: Sequence[Taken], at: datetime, *, why: Why, cost_fen: int | None = None
) -> tuple[list[Allocation], list[AllocationLine]]:
    """The allocations of one order, by warehouse, and their lines, by shelf."""
    allocations, lines = [], []
    for warehouse_id, group in groupby(taken, key=lambda one: one.shelf.warehouse_id):
        allocation = Allocation(
            order_id=order_id, warehouse_id=warehouse_id, allocated_at=at, why=why.value, cost_fen=cost_fen
        )
        allocations.append(allocation)
        lines += [
            AllocationLine(
                allocation=allocation,
                order_line_id=one.part.line_id,
                sku_id=one.part.sku_id,
                quantity=one.quantity,
                transfer=ledger.transfer_id(_key(allocation), 2 * index),
                shelf_id=one.shelf.id,
                shelf_transfer=ledger.transfer_id(_key(allocation), 2 * index + 1),
            )
            for index, one in enumerate(group)
        ]
    return allocations, lines


def entry_for(allocation: Allocation, lines: Sequence[AllocationLine], at: datetime) -> ledger.Entry:
    """What sets the pieces of one allocation aside: out of the warehouse, and off their shelves."""
    return ledger.Entry(
        kind="delivery.allocated",
        key=_key(allocation),
        at=at,
        subject=ledger.Subject("sales.order", allocation.order_id),
        transfers=[
            transfer
            for line in lines
            if line.allocation_id == allocation.id
            for transfer in _set_aside(allocation.warehouse_id, line)
        ],
    )


def _key(allocation: Allocation) -> str:
    return f"delivery.allocation/{allocation.id}"


def _set_aside(warehouse_id: UUID, line: AllocationLine) -> tuple[ledger.Transfer, ledger.Transfer]:
    assert line.shelf_id is not None
    shelf = inventory.Shelf(id=line.shelf_id, warehouse_id=warehouse_id, sku_id=line.sku_id)
    leaves = ledger.Transfer(
        debit=accounts.in_transit(line.sku_id),
        credit=inventory.on_hand(warehouse_id, line.sku_id),
        amount=line.quantity,
        pending=True,
    )
    return leaves, inventory.empties(shelf, line.quantity, pending=True)
