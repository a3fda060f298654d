"""After-sales cases as programs write and read them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from zhanggui.domain.aftersales.states import (
    Cause,
    Disposition,
    Fault,
    Outcome,
    RefusalReason,
    Remedy,
    ReturnKind,
    WayBack,
)
from zhanggui.surfaces.api.orders import Strict

Note = Annotated[str, Field(max_length=400)]
Count = Annotated[int, Field(ge=1, le=10**6)]


class OfferedOut(Schema):
    """What can be asked by which right, by which law; a ``refusal`` says in a code why it cannot.

    With ``goodwill``, the caller may take it down all the same.
    """

    remedy: str
    kind: str
    pieces: int
    until: datetime | None
    source: str
    refusal: str | None
    goodwill: bool


class RightOut(Schema):
    """What of an order line can still come back, and until when by which right."""

    line: UUID
    name: str
    left: int
    no_reason_until: datetime | None
    quality_until: datetime | None
    exchange_until: datetime | None
    repair_until: datetime | None
    repairs_failed: bool
    excluded: str | None
    offered: list[OfferedOut]


class PiecesIn(Strict):
    line: UUID
    quantity: Count


class SwapIn(Strict):
    """What is wanted instead; a negative difference is paid back."""

    sku: UUID
    difference_fen: Annotated[int, Field(ge=-(10**10), le=10**10)]


class ReturnIn(Strict):
    """What is wanted for pieces of an order. Defective goods need a word on the defect.

    An ``exchange`` names the SKU wanted instead, and the difference that was announced. ``asked_fen``: what
    somebody who keeps damaged goods would take for them. ``consent``: how a customer agreed for whom somebody
    else asks, and ``announced_fen`` the sum they were told: what they pay or, below zero, what goes back.
    """

    order: Annotated[str, Field(max_length=24)]
    remedy: Remedy = Remedy.RETURN
    kind: ReturnKind = ReturnKind.NO_REASON
    cause: Cause | None = None
    pieces: Annotated[list[PiecesIn], Field(min_length=1, max_length=50)]
    reason: Note = ""
    exchange: SwapIn | None = None
    asked_fen: Annotated[int, Field(ge=1, le=10**10)] | None = None
    consent: Annotated[str, Field(max_length=2000)] = ""
    announced_fen: Annotated[int, Field(ge=-(10**10), le=10**10)] | None = None


class WayOut(Schema):
    """So much of it goes back by this method of payment: the way it came."""

    method: str
    fen: int


class ExpectedOut(Schema):
    """What a wish would come to, if everything is as it is said."""

    refund_fen: int
    pay_fen: int
    gifts_fen: int
    points: int
    bearer: str
    ways: list[WayOut]
    uncovered_fen: int
    announced_fen: int


class ChoiceOut(Schema):
    """Something a line can be exchanged for, and what it comes to."""

    sku: UUID
    name: str
    left: int
    payable_fen: int
    credit_fen: int
    difference_fen: int


class PickupIn(Strict):
    """When a courier shall come."""

    since: datetime
    until: datetime


class RepairIn(Strict):
    """How a repair ended, and what was done."""

    outcome: Outcome
    work: Annotated[str, Field(min_length=1, max_length=400)]


class FaultIn(Strict):
    fault: Fault


class ReturnedOut(Schema):
    line: UUID
    name: str
    quantity: int


class ReturnOut(Schema):
    """A return and where it stands."""

    number: str
    order: str
    remedy: str
    kind: str
    cause: str
    state: str
    reason: str
    refusal: str
    decision_note: str
    freight_bearer: str
    return_address: str
    carrier: str
    tracking: str
    requested_at: datetime
    received_at: datetime | None
    refund_by: datetime | None
    refund_fen: int
    finished_at: datetime | None
    pieces: list[ReturnedOut]
    replacement: str | None
    """The order that brings what it is exchanged for."""
    difference_fen: int | None


class ParcelIn(Strict):
    carrier: Annotated[str, Field(min_length=1, max_length=60)]
    tracking: Annotated[str, Field(min_length=1, max_length=60)]
    way_back: WayBack = WayBack.SHIPPED


class DecisionIn(Strict):
    """Without a ``refusal``, it is approved; ``amount_fen`` is what is agreed on for goods that are kept."""

    amount_fen: Annotated[int, Field(ge=1, le=10**10)] | None = None
    refusal: RefusalReason | None = None
    note: Note = ""


class ReceiptIn(Strict):
    warehouse: UUID


class FoundIn(Strict):
    line: UUID
    disposition: Disposition
    pieces: Count
    note: Note = ""


class InspectionIn(Strict):
    """What became of every piece that came back."""

    found: Annotated[list[FoundIn], Field(min_length=1, max_length=200)]
