"""Giving one part of an order other pieces: what was set aside for it turned out missing or unfit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import RELEASE
from zhanggui.domain.delivery.choosing import Need
from zhanggui.domain.delivery.facts import PartReplaced
from zhanggui.domain.delivery.filling import fill
from zhanggui.domain.delivery.giving_back import give_back
from zhanggui.domain.delivery.models import Allocation, Shortage
from zhanggui.domain.delivery.refusals import NotEnoughOnHand
from zhanggui.domain.delivery.replacing import split, still_lacking, taken_here, write_part
from zhanggui.domain.delivery.states import ShortWhy
from zhanggui.domain.inventory.holds import set_apart
from zhanggui.domain.sales.queries import held_order
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True)
class Unfit:
    """So many pieces of each shelf that cannot be sent, why, and in words."""

    pieces: Mapping[UUID, int]
    why: ShortWhy
    reason: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """What became of a part: it goes on with what was fit and found here; the rest comes from elsewhere, or
    is waited for."""

    part: Allocation | None
    found_here: int
    elsewhere: list[Allocation] = field(default_factory=list)
    waiting: list[Shortage] = field(default_factory=list)


@transaction.atomic
def replace_part(*, allocation_id: UUID, unfit: Unfit, by: Actor, at: datetime) -> Replaced:
    """Take the unfit pieces away, keep the others, and look for as many fit ones: here first, then anywhere.

    What is free nowhere becomes a shortage: the rest of the order goes on without it. Raises ``NotFound`` for
    a part that does not stand, ``AllocationNotReady`` for one that was shipped.
    """
    by.require(RELEASE)
    order_id = Allocation.objects.filter(pk=allocation_id).values_list("order_id", flat=True).first()
    if order_id is None:
        raise NotFound
    order = held_order(order_id, by=by)
    part = (
        Allocation.objects.locked()
        .select_related("warehouse")
        .filter(pk=allocation_id, released_at=None)
        .first()
    )
    if part is None:
        raise NotFound
    was = part.state
    lines = give_back([part], reason=unfit.reason, by=by, at=at)
    # What is recalled is held with the whole lot, once all orders have given it back.
    for shelf_id, pieces in () if unfit.why is ShortWhy.RECALLED else unfit.pieces.items():
        set_apart(shelf_id, pieces, reason=unfit.reason, by=by, at=at)

    kept, lacking = split(lines, unfit.pieces, part.warehouse_id)
    found = [] if unfit.why is ShortWhy.DECLINED else taken_here(lacking, kept, part.warehouse_id, at)
    stays = write_part(part, was, kept, found, by=by, at=at)
    elsewhere, waiting = _others(part, still_lacking(lacking, found), unfit.why, by=by, at=at)
    fact = PartReplaced(order=order.number, pieces=sum(one.quantity for one in lacking))
    trail.record(fact, on=order, by=by, at=at, reason=unfit.reason)
    return Replaced(stays, sum(one.quantity for one in found), elsewhere, waiting)


def _others(
    part: Allocation, lacking: Sequence[Need], why: ShortWhy, *, by: Actor, at: datetime
) -> tuple[list[Allocation], list[Shortage]]:
    """What this warehouse has not comes from others; what none has is waited for."""
    elsewhere: list[Allocation] = []
    waiting: list[Shortage] = []
    for need in lacking:
        shortage = Shortage.objects.create(
            order_id=part.order_id,
            order_line_id=need.line_id,
            warehouse_id=part.warehouse_id,
            pieces=need.quantity,
            why=why,
            opened_by_id=by.account_id,
            opened_at=at,
        )
        try:
            elsewhere += fill(shortage, need, instead_of=part.instead_of_id, by=by, at=at)
        except NotEnoughOnHand:
            waiting.append(shortage)
    return elsewhere, waiting
