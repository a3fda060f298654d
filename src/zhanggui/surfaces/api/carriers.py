"""Carriers, for their own programs: which parcels are theirs, and what happens to them."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.operations.record_tracking_event import CarrierNotice
from zhanggui.domain.delivery.queries import shipments
from zhanggui.domain.partners.models import Carrier
from zhanggui.identity.actor import Actor
from zhanggui.journeys.receive_carrier_event import receive_carrier_event
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.surfaces.api.callers import caller
from zhanggui.surfaces.api.idempotency import once
from zhanggui.surfaces.api.orders import Strict

router = Router()
Code = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z_]+$")]


class EventIn(Strict):
    """One event of a parcel. ``key`` is the carrier's own name of the event: told twice, it counts once."""

    tracking_number: Annotated[str, Field(min_length=1, max_length=40)]
    key: Annotated[str, Field(min_length=1, max_length=120)]
    code: Code
    occurred_at: AwareDatetime
    place: Annotated[str, Field(max_length=120)] = ""
    note: Annotated[str, Field(max_length=400)] = ""
    signer: Annotated[str, Field(max_length=60)] = ""


class EventOut(Schema):
    """Whether the number is known, and where the event put the parcel (nothing: it changed nothing)."""

    tracking_number: str
    known: bool
    became: str | None


class ParcelOut(Schema):
    number: str
    tracking_number: str
    state: str
    shipped_at: datetime | None
    promised_on: date | None
    delivered_at: datetime | None


@router.post("events", response={200: EventOut})
@once
def tell(request: HttpRequest, body: EventIn) -> dict[str, Any]:
    """Tell what happened to a parcel: late, twice and in any order are all right."""
    by = caller(request)
    heard = receive_carrier_event(
        carrier_id=_own(by).pk, notice=CarrierNotice(**body.model_dump()), by=by, at=clock.now()
    )
    return {
        "tracking_number": body.tracking_number,
        "known": heard.shipment is not None,
        "became": heard.became.value if heard.became else None,
    }


@router.get("parcels", response=list[ParcelOut])
def parcels(request: HttpRequest, limit: Annotated[int, Field(ge=1, le=200)] = 50) -> list[Shipment]:
    """The carrier's parcels, newest first."""
    by = caller(request)
    _own(by)
    return list(shipments(by=by)[:limit])


def _own(by: Actor) -> Carrier:
    if by.organisation_id is None:
        raise NotAllowed
    carrier = Carrier.objects.filter(organisation_id=by.organisation_id).first()
    if carrier is None:
        raise NotAllowed
    return carrier
