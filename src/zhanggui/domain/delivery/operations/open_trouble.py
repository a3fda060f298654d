"""Opening a trouble: something went wrong with a parcel, and from now on clocks run (B-7.3.3)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from zhanggui.domain.delivery.capabilities import OPEN_TROUBLE
from zhanggui.domain.delivery.facts import TroubleOpened
from zhanggui.domain.delivery.models import Shipment, Trouble
from zhanggui.domain.delivery.policies import TROUBLE, severity_of
from zhanggui.domain.delivery.states import TROUBLES, TroubleKind
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What went wrong, and what is known of it."""

    kind: TroubleKind
    note: str = ""


@transaction.atomic
def open_trouble(*, shipment_id: UUID, found: Found, by: Actor, at: datetime) -> Trouble:
    """Open it with its case. While one of this kind is open for the parcel, it stays that one.

    Raises ``NotFound``, also for a carrier that has not got the parcel.
    """
    by.require(OPEN_TROUBLE)
    shipment = Shipment.objects.locked().select_related("order", "carrier").filter(pk=shipment_id).first()
    if shipment is None:
        raise NotFound
    if by.roles <= {Role.CARRIER} and (
        shipment.carrier is None or shipment.carrier.organisation_id != by.organisation_id
    ):
        raise NotFound
    if known := shipment.troubles.filter(kind=found.kind, settled_at=None).first():
        return known
    trouble = Trouble.objects.create(
        shipment=shipment,
        kind=found.kind,
        note=found.note.strip()[:400],
        opened_by_id=by.account_id,
        opened_at=at,
    )
    opening = Opening(
        subject=trail.Subject.of(trouble),
        title=f"{shipment.number} · {gettext(TROUBLES[found.kind])}",
        severity=severity_of(found.kind),
        text=trouble.note,
        party_id=shipment.order.customer_id,
        thread=trail.Subject.of(shipment.order),
    )
    cases.open_case(TROUBLE, opening, by=by, at=at)
    fact = TroubleOpened(number=shipment.number, kind=found.kind)
    trail.record(fact, on=trouble, by=by, at=at, thread=shipment.order)
    return trouble
