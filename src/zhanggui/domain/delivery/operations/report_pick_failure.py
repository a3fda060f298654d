"""Reporting pieces that are missing or damaged where the list says they are: no order is lost by it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import PICK
from zhanggui.domain.delivery.facts import PickFailed
from zhanggui.domain.delivery.models import AllocationLine, PickException, PickList
from zhanggui.domain.delivery.operations.release_allocation import release_allocation
from zhanggui.domain.delivery.refusals import EnoughPicked, ListTaken
from zhanggui.domain.delivery.states import AllocationState
from zhanggui.domain.delivery.walking import stop_of
from zhanggui.domain.inventory.holds import set_apart
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def report_pick_failure(
    *, pick_list_id: UUID, shelf_id: UUID, what: str, pieces: int, by: Actor, at: datetime
) -> PickException:
    """The newest orders on the list give their pieces back, and wait for others; what was wrong is held.

    What was scanned for them already stays in the trolley and goes back to its shelf. Raises ``EnoughPicked``
    for more than is still to be picked there.
    """
    by.require(PICK)
    pick_list = PickList.objects.locked().filter(pk=pick_list_id).first()
    if pick_list is None:
        raise NotFound
    if pick_list.picker_id != by.account_id or pick_list.finished_at is not None:
        raise ListTaken
    stop = stop_of(pick_list_id, shelf_id)
    if not 0 < pieces <= stop.wanted - stop.scanned:
        raise EnoughPicked(pieces=stop.wanted)

    reason = f"{pick_list.number} {stop.location} {stop.code}: {what}"
    for order_id in _orders_to_give_back(pick_list, shelf_id, pieces):
        release_allocation(order_id=order_id, reason=reason, by=by, at=at)
    set_apart(shelf_id, pieces, reason=reason, by=by, at=at)
    failure = PickException.objects.create(
        pick_list=pick_list,
        shelf_id=shelf_id,
        what=what,
        pieces=pieces,
        found_by_id=by.account_id,
        found_at=at,
    )
    fact = PickFailed(sku=stop.code, location=stop.location, pieces=pieces, what=what)
    trail.record(fact, on=pick_list, by=by, at=at)
    return failure


def _orders_to_give_back(pick_list: PickList, shelf_id: UUID, pieces: int) -> list[UUID]:
    """The newest orders on the list that together want at least so many pieces of this shelf."""
    lines = AllocationLine.objects.filter(
        allocation__pick_list=pick_list, allocation__state=AllocationState.PICKING, shelf_id=shelf_id
    )
    chosen: list[UUID] = []
    for order_id, quantity in lines.order_by("-allocation__allocated_at", "-id").values_list(
        "allocation__order_id", "quantity"
    ):
        if pieces <= 0:
            break
        if order_id not in chosen:
            chosen.append(order_id)
        pieces -= quantity
    return chosen
