"""Giving one part of an order other pieces: what was set aside for it turned out missing or unfit."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from zhanggui.domain.delivery import choosing
from zhanggui.domain.delivery.capabilities import RELEASE
from zhanggui.domain.delivery.choosing import Need, Taken
from zhanggui.domain.delivery.facts import PartReplaced
from zhanggui.domain.delivery.models import Allocation, AllocationLine
from zhanggui.domain.delivery.operations.release_allocation import release_allocation
from zhanggui.domain.delivery.refusals import NoReplacement, NotEnoughOnHand
from zhanggui.domain.delivery.setting_aside import Why, entry_for, rows_for
from zhanggui.domain.delivery.states import AllocationState, after
from zhanggui.domain.inventory import queries as stock
from zhanggui.domain.inventory.holds import set_apart
from zhanggui.domain.inventory.shelving import first_expiring
from zhanggui.domain.sales.queries import held_order
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Void


@transaction.atomic
def replace_part(
    *, allocation_id: UUID, unfit: Mapping[UUID, int], reason: str, by: Actor, at: datetime
) -> list[Allocation]:
    """Hold the unfit pieces (by shelf), and set the whole part aside anew from what is free.

    Answers the new parts; none where nothing else is free: then the whole order waits for goods, which it
    can only while no part of it has left. Raises ``NoReplacement``, ``AllocationNotReady``.
    """
    by.require(RELEASE)
    part = Allocation.objects.filter(pk=allocation_id).first()
    if part is None:
        raise NotFound
    order = held_order(part.order_id, by=by)
    standing = list(Allocation.objects.locked().filter(order_id=part.order_id, released_at=None))
    part = next((one for one in standing if one.pk == allocation_id), None)
    if part is None:
        raise NotFound
    _give_back(part, reason, by=by, at=at)
    for shelf_id, pieces in unfit.items():
        set_apart(shelf_id, pieces, reason=reason, by=by, at=at)
    others = [one for one in standing if one is not part]
    try:
        taken = _taken(part, order.id, [one.warehouse_id for one in others], at)
    except NotEnoughOnHand as missing:
        if any(one.state == AllocationState.SHIPPED for one in others):
            raise NoReplacement from missing
        release_allocation(order_id=order.id, reason=reason, by=by, at=at)
        return []

    allocations, lines = rows_for(order.id, taken, at, why=Why.for_parts([one.part for one in taken]))
    Allocation.objects.bulk_create(allocations)
    AllocationLine.objects.bulk_create(lines)
    ledger.post(*(entry_for(one, lines, at) for one in allocations), by=by)
    fact = PartReplaced(order=order.number, pieces=sum(unfit.values()))
    trail.record(fact, on=order, by=by, at=at, reason=reason)
    return allocations


def _give_back(part: Allocation, reason: str, *, by: Actor, at: datetime) -> None:
    part.state = after(part.state, "release")
    part.released_at, part.release_reason = at, reason[:200]
    part.save(update_fields=["state", "released_at", "release_reason"])
    entry = ledger.Entry(
        kind="delivery.released",
        key=f"delivery.replaced/{part.id}",
        at=at,
        subject=ledger.Subject("sales.order", part.order_id),
        voids=[Void(transfer) for line in part.lines.all() for transfer in line.set_aside],
    )
    ledger.post(entry, by=by)


def _taken(part: Allocation, order_id: UUID, occupied: list[UUID], at: datetime) -> list[Taken]:
    """The same pieces from what is free, not where another part of the order stands.

    This warehouse comes first; last, if its supplier, who sends itself, has just said that it cannot.
    """
    rows = part.lines.values_list("order_line_id", "sku_id").annotate(pieces=Sum("quantity"))
    needs = [Need(*row) for row in rows.order_by("order_line_id")]
    houses = [one.id for one in stock.warehouses() if one.id not in occupied]
    theirs = part.warehouse.operator_id is not None
    houses.sort(key=lambda house: (house == part.warehouse_id) is theirs)
    today = at.astimezone(SHANGHAI).date()
    shelves = first_expiring(houses, {need.sku_id for need in needs}, today)
    parts = choosing.allocate(needs, houses, choosing.free_by_house(shelves))
    return choosing.from_shelves(parts, shelves)
