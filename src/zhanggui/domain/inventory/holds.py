"""Holding pieces and deciding about them: what the verbs of holds have in common."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.capabilities import DECIDE_HOLD
from zhanggui.domain.inventory.declaring import book
from zhanggui.domain.inventory.models import Hold, HoldDecision, Lot, ShelfLot, Withheld
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
    sink = accounts.held(place.warehouse_id, place.sku_id)
    transfers = accounts.leaves_stock(place.shelf, pieces=pieces, sink=sink)
    return _hold(place, pieces, transfers, reason=reason, by=by, at=at)


def hold_withheld(place: ShelfLot, pieces: int, *, reason: str, by: Actor, at: datetime) -> Hold:
    """Withheld pieces that nobody waits for any more wait for a decision about their quality."""
    sink = accounts.held(place.warehouse_id, place.sku_id)
    transfers = accounts.leaves_withheld(place.shelf, pieces=pieces, sink=sink)
    return _hold(place, pieces, transfers, reason=reason, by=by, at=at)


def _hold(
    place: ShelfLot, pieces: int, transfers: Sequence[Transfer], *, reason: str, by: Actor, at: datetime
) -> Hold:
    hold = Hold.objects.create(
        number=next_number("H", at),
        warehouse_id=place.warehouse_id,
        sku_id=place.sku_id,
        shelf=place,
        quantity=pieces,
        undecided=pieces,
        reason=reason[:200],
        held_by_id=by.account_id,
        held_at=at,
    )
    entry = ledger.Entry(
        kind="inventory.held",
        key=f"inventory.hold/{hold.id}",
        at=at,
        subject=ledger.Subject.of(hold),
        transfers=transfers,
    )
    ledger.post(entry, by=by)
    return hold


def hold_lot(lot: Lot, *, reason: str, by: Actor, at: datetime) -> int:
    """Take what lies free of a lot off every shelf. Answers how many pieces."""
    places = list(ShelfLot.objects.filter(lot=lot).select_related("warehouse").order_by("id"))
    balances = ledger.balances([accounts.shelf(place.shelf) for place in places])
    return sum(
        _apart(place, balances[accounts.shelf(place.shelf)].available, reason=reason, by=by, at=at)
        for place in places
    )


def set_apart(shelf_id: UUID, pieces: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Take pieces off a shelf that cannot be sent, as far as they are free there."""
    place = ShelfLot.objects.select_related("warehouse").get(pk=shelf_id)
    free = ledger.balance(accounts.shelf(place.shelf)).available
    _apart(place, min(pieces, free), reason=reason, by=by, at=at)


def _apart(place: ShelfLot, pieces: int, *, reason: str, by: Actor, at: datetime) -> int:
    """Hold them as far as they are unsold; the rest is withheld, for somebody has paid for as many.

    Where the supplier keeps its own, unsold ones are only no longer there.
    """
    if pieces <= 0:
        return 0
    unsold = min(pieces, ledger.balance(accounts.sellable(place.sku_id)).available)
    if unsold and place.warehouse.operator_id is not None:
        book(place, -unsold, by=by, at=at)
    elif unsold:
        hold_on(place, unsold, reason=reason, by=by, at=at)
    if unsold < pieces:
        _withhold(place, pieces - unsold, reason=reason, by=by, at=at)
    return pieces


def _withhold(place: ShelfLot, pieces: int, *, reason: str, by: Actor, at: datetime) -> None:
    row = Withheld.objects.create(
        shelf=place,
        sku_id=place.sku_id,
        pieces=pieces,
        left=pieces,
        reason=reason[:200],
        found_by_id=by.account_id,
        found_at=at,
    )
    entry = ledger.Entry(
        kind="inventory.withheld",
        key=f"inventory.withheld/{row.id}",
        at=at,
        subject=ledger.Subject.of(row),
        transfers=accounts.leaves_though_sold(place.shelf, pieces=pieces),
    )
    ledger.post(entry, by=by)
