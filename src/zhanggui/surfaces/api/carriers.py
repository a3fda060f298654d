"""Carriers, for their own programs: which parcels are theirs, and what happens to them."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import AwareDatetime, Field

from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.operations.record_tracking_event import CarrierNotice
from zhanggui.domain.delivery.queries import shipments
from zhanggui.domain.freight.comparing import BillRow
from zhanggui.domain.freight.models import Bill
from zhanggui.domain.freight.operations.take_bill import BillPaper, take_bill
from zhanggui.domain.freight.queries import bill_called, differing_lines
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


class BillLineIn(Strict):
    """One parcel of a bill."""

    tracking_number: Annotated[str, Field(min_length=1, max_length=40)]
    grams: Annotated[int, Field(ge=0, le=10**8)]
    fen: Annotated[int, Field(ge=0, le=10**10)]


class BillIn(Strict):
    """A bill, or a part of a month's: the carrier's own number of it, the month, and its lines."""

    number: Annotated[str, Field(min_length=1, max_length=40, pattern=r"\S")]
    month: Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
    lines: Annotated[list[BillLineIn], Field(min_length=1, max_length=20_000)]


class ComparedOut(Schema):
    """A line that does not agree with our reckoning, and what came of it."""

    position: int
    tracking_number: str
    finding: str
    grams: int | None
    billed_fen: int
    ours_grams: int | None
    ours_fen: int | None
    state: str
    reason: str


class BillOut(Schema):
    """A bill as it was compared; the lines that differ, at most 1,000 after position ``after``."""

    number: str
    month: date
    lines_count: int
    total_fen: int
    differing: list[ComparedOut]


@router.post("bills", response={200: BillOut})
@once
def send_bill(request: HttpRequest, body: BillIn) -> dict[str, Any]:
    """Send a bill: every line is compared at once with what we reckoned for the parcel."""
    by = caller(request)
    paper = BillPaper(
        number=body.number,
        month=date.fromisoformat(f"{body.month}-01"),
        rows=[BillRow(one.tracking_number, one.grams, one.fen) for one in body.lines],
    )
    return _compared(take_bill(carrier_id=_own(by).pk, paper=paper, by=by, at=clock.now()), 0)


@router.get("bills/{number}", response=BillOut)
def bill(
    request: HttpRequest,
    number: Annotated[str, Path(max_length=40)],
    after: Annotated[int, Field(ge=0, le=10**6)] = 0,
) -> dict[str, Any]:
    """How a bill compares now."""
    by = caller(request)
    _own(by)
    return _compared(bill_called(number, by=by), after)


def _compared(found: Bill, after: int) -> dict[str, Any]:
    return {
        "number": found.number,
        "month": found.month,
        "lines_count": found.lines_count,
        "total_fen": found.total_fen,
        "differing": differing_lines(found, after=after),
    }


def _own(by: Actor) -> Carrier:
    if by.organisation_id is None:
        raise NotAllowed
    carrier = Carrier.objects.filter(organisation_id=by.organisation_id).first()
    if carrier is None:
        raise NotAllowed
    return carrier
