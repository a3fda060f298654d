"""Telling a carrier what to do with a parcel it has: bring it back, or bring it elsewhere (EX-06)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import INSTRUCT
from zhanggui.domain.delivery.facts import CarrierInstructed
from zhanggui.domain.delivery.models import Instruction, Shipment
from zhanggui.domain.delivery.refusals import NotOnItsWay
from zhanggui.domain.delivery.states import FINAL, Errand
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be done, why, and, for another way, to which address."""

    errand: Errand
    reason: str
    address_id: UUID | None = None


@transaction.atomic
def instruct_carrier(*, shipment_id: UUID, wanted: Wanted, by: Actor, at: datetime) -> Instruction:
    """Give the instruction. The same one, while the carrier has not taken it, stays one.

    Raises ``NotFound``, and ``NotOnItsWay`` for a parcel the carrier has not got or has finished with.
    """
    by.require(INSTRUCT)
    shipment = Shipment.objects.locked().filter(pk=shipment_id).first()
    if shipment is None:
        raise NotFound
    if shipment.shipped_at is None or shipment.state in FINAL:
        raise NotOnItsWay(state=shipment.state)
    if known := shipment.instructions.filter(errand=wanted.errand, taken_at=None).first():
        return known
    instruction = Instruction.objects.create(
        shipment=shipment,
        errand=wanted.errand,
        address_id=wanted.address_id,
        reason=wanted.reason.strip()[:200],
        given_by_id=by.account_id,
        given_at=at,
    )
    fact = CarrierInstructed(number=shipment.number, errand=wanted.errand)
    order = trail.Subject("sales.order", shipment.order_id)
    trail.record(fact, on=instruction, by=by, at=at, reason=instruction.reason, thread=order)
    return instruction
