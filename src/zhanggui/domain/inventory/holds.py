"""Holding pieces and deciding about them: what the verbs of holds have in common."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.capabilities import DECIDE_HOLD
from zhanggui.domain.inventory.declaring import book
from zhanggui.domain.inventory.models import Hold, HoldDecision, Lot, ShelfLot
from zhanggui.domain.inventory.numbers import next_number
from zhanggui.domain.inventory.refusals import MoreThanHeld, ReasonMissing
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Transfer


def held_for_decision(hold_id: UUID, *, quantity: int, reason: str, by: Actor) -> Hold:
    """The hold, locked; refused when it does not have so many undecided pieces."""
    by.require(DECIDE_HOLD)
    hold = Hold.objects.locked().select_related("sku", "shelf").filter(pk=hold_id).first()
    if hold is None:
        raise NotFound
    if not reason.strip():
        raise ReasonMissing
    if not 0 < quantity <= hold.undecided:
        raise MoreThanHeld(undecided=hold.undecided)
    return hold


def decide(
    hold: Hold, verdict: HoldDecision, transfers: Sequence[Transfer], *, by: Actor, at: datetime
) -> None:
    """Write the decision, take it off the hold, and book it."""
    verdict.id = new_id()
    verdict.hold = hold
    verdict.decided_by_id = by.account_id
    verdict.decided_at = at
    verdict.save(force_insert=True)
    hold.undecided -= verdict.quantity
    hold.ended_at = None if hold.undecided else at
    hold.save(update_fields=["undecided", "ended_at"])
    entry = ledger.Entry(
        kind=f"inventory.hold_{verdict.verdict}",
        key=f"inventory.hold/{verdict.id}",
        at=at,
        subject=ledger.Subject.of(hold),
        transfers=transfers,
    )
    ledger.post(entry, by=by)


def hold_on(place: ShelfLot, pieces: int, *, reason: str, by: Actor, at: datetime) -> Hold:
    """Take so many free pieces off a shelf and out of the sale. The caller records the fact."""
    hold = Hold.objects.create(
        number=next_number("H", at),
        warehouse_id=place.warehouse_id,
        sku_id=place.sku_id,
        shelf=place,
        quantity=pieces,
        undecided=pieces,
        reason=reason,
        held_by_id=by.account_id,
        held_at=at,
    )
    sink = accounts.held(place.warehouse_id, place.sku_id)
    entry = ledger.Entry(
        kind="inventory.held",
        key=f"inventory.hold/{hold.id}",
        at=at,
        subject=ledger.Subject.of(hold),
        transfers=accounts.leaves_stock(place.shelf, pieces=pieces, sink=sink),
    )
    ledger.post(entry, by=by)
    return hold


def hold_lot(lot: Lot, *, reason: str, by: Actor, at: datetime) -> int:
    """Hold what lies free of a lot on any shelf, as far as it is not sold. Answers how many pieces."""
    places = list(ShelfLot.objects.filter(lot=lot).order_by("id"))
    balances = ledger.balances([accounts.shelf(place.shelf) for place in places])
    unsold = ledger.balance(accounts.sellable(lot.sku_id)).available
    held = 0
    for place in places:
        pieces = min(balances[accounts.shelf(place.shelf)].available, unsold - held)
        if pieces > 0:
            hold_on(place, pieces, reason=reason, by=by, at=at)
            held += pieces
    return held


def set_apart(shelf_id: UUID, pieces: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Hold pieces of a shelf that a picker could not take, as far as they are free and unsold.

    Where the supplier keeps its own, they are only no longer there.
    """
    place = ShelfLot.objects.select_related("warehouse").get(pk=shelf_id)
    free = ledger.balance(accounts.shelf(place.shelf)).available
    unsold = ledger.balance(accounts.sellable(place.sku_id)).available
    if not (held := min(pieces, free, unsold)):
        return
    if place.warehouse.operator_id is not None:
        book(place, -held, by=by, at=at)
    else:
        hold_on(place, held, reason=reason[:200], by=by, at=at)
