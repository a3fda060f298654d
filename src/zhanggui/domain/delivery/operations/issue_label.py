"""Giving a parcel the next label number of a carrier."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from zhanggui.domain.delivery.capabilities import PACK
from zhanggui.domain.delivery.facts import LabelIssued
from zhanggui.domain.delivery.models import CarrierLine, Label, LabelRange, Shipment
from zhanggui.domain.delivery.reach import carrier_file
from zhanggui.domain.delivery.refusals import (
    AlreadyHandedOver,
    CarrierNotActive,
    DeclaredTooMuch,
    NoLabelsLeft,
)
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def issue_label(
    *, shipment_id: UUID, carrier_id: UUID, declared_fen: Fen = 0, by: Actor, at: datetime
) -> Label:
    """The parcel's label with this carrier; asked again, the same. It is insured for ``declared_fen``.

    Raises ``NoLabelsLeft``, ``CarrierNotActive``, ``DeclaredTooMuch``, ``AlreadyHandedOver``.
    """
    by.require(PACK)
    shipment = Shipment.objects.locked().filter(pk=shipment_id).first()
    if shipment is None:
        raise NotFound
    if known := shipment.labels.filter(carrier_id=carrier_id).first():
        return known
    if shipment.shipped_at is not None:
        raise AlreadyHandedOver
    carrier = carrier_file(carrier_id)
    if not carrier.trades(at):
        raise CarrierNotActive(state=carrier.state)
    _refuse_too_much(carrier_id, declared_fen)
    numbers = _numbers(carrier_id, carrier.name)
    label = Label.objects.create(
        range=numbers,
        carrier_id=carrier_id,
        serial=numbers.next,
        number=f"{numbers.prefix}{numbers.next:0{len(str(numbers.last))}d}",
        shipment=shipment,
        declared_fen=declared_fen,
        issued_by_id=by.account_id,
        issued_at=at,
    )
    numbers.next += 1
    numbers.save(update_fields=["next"])
    fact = LabelIssued(number=label.number, parcel=shipment.number, declared_fen=declared_fen)
    trail.record(fact, on=shipment, by=by, at=at, thread=trail.Subject("sales.order", shipment.order_id))
    return label


def _refuse_too_much(carrier_id: UUID, declared_fen: Fen) -> None:
    line = CarrierLine.objects.filter(carrier=carrier_id).first()
    most = line.declared_most_fen if line else 0
    if not 0 <= declared_fen <= most:
        raise DeclaredTooMuch(most_fen=most)


def _numbers(carrier_id: UUID, carrier: str) -> LabelRange:
    """The range the next number comes from, held: two packers never get the same one."""
    open_ranges = LabelRange.objects.locked().filter(carrier=carrier_id, next__lte=F("last"))
    if found := open_ranges.order_by("opened_at", "first").first():
        return found
    raise NoLabelsLeft(carrier=carrier)
