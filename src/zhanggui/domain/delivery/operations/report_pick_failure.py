"""Reporting pieces that are missing or damaged where the list says they are: no order is lost by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import pgettext

from zhanggui.domain.delivery.capabilities import PICK
from zhanggui.domain.delivery.facts import PickFailed
from zhanggui.domain.delivery.models import AllocationLine, PickException, PickList
from zhanggui.domain.delivery.operations.replace_part import Replaced, Unfit, replace_part
from zhanggui.domain.delivery.refusals import EnoughPicked, ListTaken
from zhanggui.domain.delivery.states import AllocationState, ShortWhy
from zhanggui.domain.delivery.walking import Stop, stop_of
from zhanggui.domain.sales.queries import held_order
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True)
class Reported:
    """What was written down, and what the picker does next: by order, what it gets in the pieces' place."""

    failure: PickException
    orders: Sequence[Replaced]

    @property
    def here(self) -> int:
        """Pieces to be fetched from another shelf of this warehouse, on the same walk."""
        return sum(one.found_here for one in self.orders)

    @property
    def elsewhere(self) -> int:
        """Pieces that other warehouses send."""
        return sum(
            line.quantity for one in self.orders for part in one.elsewhere for line in part.lines.all()
        )

    @property
    def waiting(self) -> int:
        """Pieces that are free nowhere: their customers are told."""
        return sum(short.pieces for one in self.orders for short in one.waiting)


@transaction.atomic
def report_pick_failure(
    *, pick_list_id: UUID, shelf_id: UUID, what: str, pieces: int, by: Actor, at: datetime
) -> Reported:
    """What was wrong is held; the newest orders that wanted it get other pieces, and keep all the rest.

    Raises ``EnoughPicked`` for more than is still to be picked there.
    """
    by.require(PICK)
    wanting = _wanting(pick_list_id, shelf_id)
    # Who releases an order holds it before its parts; so does who replaces one.
    for order_id in sorted({order_id for _, order_id, _ in wanting}):
        held_order(order_id, by=by)
    pick_list = PickList.objects.locked().filter(pk=pick_list_id).first()
    if pick_list is None:
        raise NotFound
    if pick_list.picker_id != by.account_id or pick_list.finished_at is not None:
        raise ListTaken
    stop = stop_of(pick_list_id, shelf_id)
    if not 0 < pieces <= stop.wanted - stop.scanned:
        raise EnoughPicked(pieces=stop.wanted)

    failure = PickException.objects.create(
        pick_list=pick_list,
        shelf_id=shelf_id,
        what=what,
        pieces=pieces,
        found_by_id=by.account_id,
        found_at=at,
    )
    orders = _replace(pick_list, stop, failure, by=by, at=at)
    fact = PickFailed(sku=stop.code, location=stop.location, pieces=pieces, what=what)
    trail.record(fact, on=pick_list, by=by, at=at)
    return Reported(failure, orders)


def _replace(
    pick_list: PickList, stop: Stop, failure: PickException, *, by: Actor, at: datetime
) -> list[Replaced]:
    """The newest orders on the list give up as many pieces of the shelf as are unfit, and get others."""
    reason = f"{pick_list.number} {stop.location} {stop.code}: {pgettext('code', failure.what)}"
    left, replaced = failure.pieces, []
    for part_id, _, quantity in _wanting(pick_list.id, failure.shelf_id):
        pieces = min(left, quantity)
        if not pieces:
            break
        unfit = Unfit({failure.shelf_id: pieces}, ShortWhy(failure.what), reason)
        replaced.append(replace_part(allocation_id=part_id, unfit=unfit, by=by, at=at))
        left -= pieces
    return replaced


def _wanting(pick_list_id: UUID, shelf_id: UUID) -> list[tuple[UUID, UUID, int]]:
    """Parts on the list that want pieces of this shelf, with their orders, the newest first."""
    lines = AllocationLine.objects.filter(
        allocation__pick_list=pick_list_id, allocation__state=AllocationState.PICKING, shelf_id=shelf_id
    )
    rows: dict[UUID, tuple[UUID, UUID, int]] = {}
    for part, order, quantity in lines.order_by("-allocation__allocated_at", "-id").values_list(
        "allocation_id", "allocation__order_id", "quantity"
    ):
        before = rows[part][2] if part in rows else 0
        rows[part] = (part, order, before + quantity)
    return list(rows.values())
