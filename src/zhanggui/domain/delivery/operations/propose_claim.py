"""Asking a carrier to pay for a parcel that was lost or damaged in its hands (EX-07)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum

from zhanggui.domain.delivery.capabilities import CLAIM as MAY_CLAIM
from zhanggui.domain.delivery.facts import ClaimProposed
from zhanggui.domain.delivery.models import AllocationLine, CarrierClaim, CarrierLine, Shipment, Trouble
from zhanggui.domain.delivery.numbers import next_number
from zhanggui.domain.delivery.refusals import LineNotAgreed, NothingToClaim
from zhanggui.domain.delivery.rules import Liability, owed_for
from zhanggui.domain.delivery.states import CARRIERS_FAULT, CLAIM, TroubleKind
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def propose_claim(*, trouble_id: UUID, by: Actor, at: datetime) -> CarrierClaim:
    """Ask for what the carrier owes: the declared value, else what was agreed; at most the goods' worth.

    Once for a parcel. Raises ``NothingToClaim``, ``LineNotAgreed``.
    """
    by.require(MAY_CLAIM)
    trouble = Trouble.objects.locked().select_related("shipment").filter(pk=trouble_id).first()
    if trouble is None:
        raise NotFound
    shipment = Shipment.objects.locked().select_related("carrier__organisation").get(pk=trouble.shipment_id)
    if known := CarrierClaim.objects.filter(shipment=shipment).first():
        return known
    if TroubleKind(trouble.kind) not in CARRIERS_FAULT or shipment.carrier is None:
        raise NothingToClaim(kind=trouble.kind)
    line = CarrierLine.objects.filter(carrier=shipment.carrier).first()
    if line is None:
        raise LineNotAgreed
    worth, liability = _worth(shipment), Liability(_declared(shipment), line.liability_fen)
    claim = CarrierClaim.objects.create(
        number=next_number("K", at),
        trouble=trouble,
        shipment=shipment,
        carrier=shipment.carrier,
        worth_fen=worth,
        asked_fen=owed_for(worth, liability),
        basis="declared" if liability.declared_fen else "agreed",
        state=CLAIM.initial,
        proposed_by_id=by.account_id,
        proposed_at=at,
        answer_by=at + timedelta(days=norm("delivery.claim_answer_days", on=at)),
    )
    fact = ClaimProposed(
        number=claim.number,
        carrier=shipment.carrier.organisation.name,
        parcel=shipment.number,
        asked_fen=claim.asked_fen,
    )
    order = trail.Subject("sales.order", shipment.order_id)
    trail.record(fact, on=claim, by=by, at=at, thread=order)
    return claim


def _worth(shipment: Shipment) -> Fen:
    """What the goods in the parcel were sold for, before discounts."""
    lines = AllocationLine.objects.filter(allocation=shipment.allocation_id)
    return lines.aggregate(fen=Sum(F("quantity") * F("order_line__unit_fen")))["fen"] or 0


def _declared(shipment: Shipment) -> Fen:
    label = shipment.labels.filter(carrier=shipment.carrier_id).first()
    return label.declared_fen if label else 0
