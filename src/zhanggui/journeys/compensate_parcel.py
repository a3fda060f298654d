"""What a customer gets when a parcel does not reach them: the goods once more, or their money (B-7.3.3).

Neither waits for the carrier: what it owes the house is a claim of its own.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from zhanggui.domain.delivery.models import AllocationLine, MadeGood, Shipment, Trouble
from zhanggui.domain.delivery.operations.allocate_again import allocate_again
from zhanggui.domain.delivery.operations.settle_trouble import Outcome, settle_trouble
from zhanggui.domain.delivery.refusals import NotEnoughOnHand, StillOnItsWay, TroubleSettled
from zhanggui.domain.delivery.states import Errand, Fate, ParcelState, WayOut
from zhanggui.domain.inventory import accounts as inventory
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import Actor
from zhanggui.journeys import perks
from zhanggui.journeys.earning import refunded_before
from zhanggui.journeys.money_back import (
    Pieces,
    end_if_nothing_is_awaited,
    owed_for,
    send_back,
)
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def send_parcel_again(*, trouble_id: UUID, finding: str, by: Actor, at: datetime) -> Trouble:
    """Send the same goods once more, from stock that anybody might have bought.

    Raises ``StillOnItsWay``, ``TroubleSettled``, and ``NotEnoughOnHand`` where there is none left: then the
    money goes back.
    """
    trouble, shipment = _held(trouble_id)
    outcome = Outcome(way=WayOut.SENT_AGAIN, finding=finding)
    settled = settle_trouble(trouble_id=trouble.id, outcome=outcome, by=by, at=at)
    allocate_again(shipment_id=shipment.id, by=by, at=at)
    taken = [
        Transfer(debit=inventory.sold(sku), credit=inventory.sellable(sku), amount=pieces)
        for sku, pieces in sorted(_by_sku(shipment).items())
    ]
    try:
        _post("sales.sold_again", shipment, taken, by=by, at=at)
    except ledger.Insufficient as problem:
        raise NotEnoughOnHand(missing=1) from problem
    return settled


@transaction.atomic
def refund_parcel(*, trouble_id: UUID, finding: str, by: Actor, at: datetime) -> Trouble:
    """Refund what was paid for the goods in the parcel, their freight included, the way it was paid.

    Raises ``StillOnItsWay``, ``TroubleSettled``.
    """
    trouble, shipment = _held(trouble_id)
    order = Order.objects.get(pk=shipment.order_id)
    pieces = _by_line(shipment)
    before = refunded_before(pieces)
    owed = owed_for(order, pieces, before)
    refunded = send_back(order, sum(owed.values()), reason=shipment.number, of=trouble.id, at=at)
    MadeGood.objects.bulk_create(_made_good(trouble, shipment, pieces, owed))
    outcome = Outcome(way=WayOut.REFUNDED, finding=finding, refund_fen=refunded)
    settled = settle_trouble(trouble_id=trouble.id, outcome=outcome, by=by, at=at)
    perks.give_back_pieces(order, now=pieces, before=before, key=f"trouble:{trouble.id}", at=at)
    end_if_nothing_is_awaited(order, finding, by=by, at=at)
    return settled


def _held(trouble_id: UUID) -> tuple[Trouble, Shipment]:
    """The trouble and its parcel, if the carrier has let go of the parcel, or was told to bring it back."""
    trouble = Trouble.objects.locked().filter(pk=trouble_id).first()
    if trouble is None:
        raise NotFound
    shipment = Shipment.objects.locked().select_related("allocation").get(pk=trouble.shipment_id)
    if trouble.settled_at is not None or shipment.settled_at is not None:
        raise TroubleSettled
    gone = shipment.state in (ParcelState.LOST, ParcelState.RETURNED)
    if not gone and not shipment.instructions.filter(errand=Errand.RETURN).exists():
        raise StillOnItsWay
    if shipment.state == ParcelState.DELIVERED:
        raise StillOnItsWay
    return trouble, shipment


def _by_line(shipment: Shipment) -> Pieces:
    pieces: Pieces = Counter()
    for line, quantity in _lines(shipment).values_list("order_line_id", "quantity"):
        pieces[line] += quantity
    return pieces


def _by_sku(shipment: Shipment) -> Pieces:
    pieces: Pieces = Counter()
    for sku, quantity in _lines(shipment).values_list("sku_id", "quantity"):
        pieces[sku] += quantity
    return pieces


def _lines(shipment: Shipment) -> QuerySet[AllocationLine]:
    return AllocationLine.objects.filter(allocation=shipment.allocation_id)


def _made_good(
    trouble: Trouble, shipment: Shipment, pieces: Pieces, owed: Mapping[UUID, Fen]
) -> list[MadeGood]:
    fate = Fate.LOST if shipment.state == ParcelState.LOST else Fate.BACK
    return [
        MadeGood(trouble=trouble, order_line_id=line, pieces=count, refund_fen=owed[line], fate=fate)
        for line, count in pieces.items()
    ]


def _post(kind: str, shipment: Shipment, transfers: list[Transfer], *, by: Actor, at: datetime) -> None:
    entry = Entry(
        kind=kind,
        key=f"{kind}/{shipment.id}",
        at=at,
        subject=Subject("sales.order", shipment.order_id),
        transfers=transfers,
    )
    ledger.post(entry, by=by)
