"""After-sales, for programs: rights, asking, exchanges, the parcel, what the warehouse found, repairs."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from zhanggui.domain.aftersales import queries
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.operations.arrange_pickup import Span, arrange_pickup
from zhanggui.domain.aftersales.operations.end_repair import end_repair
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.operations.note_sent import Parcel, note_sent
from zhanggui.domain.aftersales.operations.refuse import refuse
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.operations.start_repair import start_repair
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
from zhanggui.domain.sales.queries import order_numbered
from zhanggui.journeys import swap
from zhanggui.journeys.decide_return import approve_return, withdraw_return
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.receive_return import receive_return
from zhanggui.journeys.request_return import ExchangeWish, request_exchange, request_return
from zhanggui.journeys.return_repaired import return_repaired
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound
from zhanggui.surfaces.api.callers import caller
from zhanggui.surfaces.api.idempotency import once
from zhanggui.surfaces.api.orders import Key, Strict

router = Router()
Note = Annotated[str, Field(max_length=400)]
Count = Annotated[int, Field(ge=1, le=10**6)]


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
    somebody who keeps damaged goods would take for them.
    """

    order: Annotated[str, Field(max_length=24)]
    remedy: Remedy = Remedy.RETURN
    kind: ReturnKind = ReturnKind.NO_REASON
    cause: Cause | None = None
    pieces: Annotated[list[PiecesIn], Field(min_length=1, max_length=50)]
    reason: Note = ""
    exchange: SwapIn | None = None
    asked_fen: Annotated[int, Field(ge=1, le=10**10)] | None = None


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


@router.get("rights/{order}", response=list[RightOut])
def rights(request: HttpRequest, order: str) -> list[dict[str, Any]]:
    """What of an order can come back, until when, by which right."""
    by = caller(request)
    found = queries.returnable(order_numbered(order, by=by).id, by=by)
    return [
        {
            "line": one.line_id,
            "name": one.name,
            "left": one.left,
            "no_reason_until": one.rights.no_reason_until,
            "quality_until": one.rights.quality_until,
            "exchange_until": one.rights.exchange_until,
            "repair_until": one.rights.repair_until,
            "repairs_failed": one.rights.repairs_failed,
            "excluded": one.rights.excluded,
        }
        for one in found
    ]


@router.post("", response={201: ReturnOut})
@once
def ask(request: HttpRequest, body: ReturnIn, key: Key) -> Status[Any]:
    """Ask for a return, once for each ``Idempotency-Key``. A plain right is approved at once."""
    by, at = caller(request), clock.now()
    order = order_numbered(body.order, by=by)
    key = f"{by.account_id.hex}:{key}"
    pieces = tuple(Pieces(piece.line, piece.quantity) for piece in body.pieces)
    if body.exchange is not None:
        swapped = ExchangeWish(
            order_id=order.id,
            pieces=pieces[0],
            sku_id=body.exchange.sku,
            announced_fen=body.exchange.difference_fen,
            kind=body.kind,
            key=key,
            cause=body.cause,
            reason=body.reason,
        )
        return Status(201, _shown(request, request_exchange(wish=swapped, by=by, at=at)))
    wish = ReturnWish(
        order_id=order.id,
        kind=body.kind,
        pieces=pieces,
        key=key,
        reason=body.reason,
        remedy=body.remedy,
        cause=body.cause,
        asked_fen=body.asked_fen if body.remedy == Remedy.REFUND_ONLY else None,
    )
    return Status(201, _shown(request, request_return(wish=wish, by=by, at=at)))


@router.get("choices/{order}/{line}", response=list[ChoiceOut])
def choices(
    request: HttpRequest,
    order: str,
    line: UUID,
    pieces: Annotated[int, Field(ge=1, le=99)] = 1,
    kind: ReturnKind = ReturnKind.NO_REASON,
) -> list[dict[str, Any]]:
    """What pieces of an order line can be exchanged for now, with the difference of each."""
    found = order_numbered(order, by=caller(request))
    bought = found.lines.select_related("sku__goods", "order").filter(pk=line).first()
    if bought is None:
        raise NotFound
    return [
        {
            "sku": one.wanted.sku_id,
            "name": one.wanted.name,
            "left": one.left,
            "payable_fen": one.wanted.terms.payable_fen,
            "credit_fen": one.wanted.terms.credit_fen,
            "difference_fen": one.difference_fen,
        }
        for one in swap.choices(bought, pieces=pieces, kind=kind, at=clock.now())
    ]


@router.get("", response=list[ReturnOut])
def mine(request: HttpRequest, limit: Annotated[int, Field(ge=1, le=100)] = 20) -> list[dict[str, Any]]:
    """The caller's own returns, newest first."""
    return [_written(one) for one in queries.returns_of(caller(request).account_id)[:limit]]


@router.get("{number}", response=ReturnOut)
def one(request: HttpRequest, number: str) -> dict[str, Any]:
    """One return."""
    return _written(queries.return_numbered(number, by=caller(request)))


@router.post("{number}/parcel", response=ReturnOut)
@once
def parcel(request: HttpRequest, number: str, body: ParcelIn) -> dict[str, Any]:
    """The goods are on their way back."""
    by = caller(request)
    found = queries.return_numbered(number, by=by)
    sent = Parcel(way_back=body.way_back, carrier=body.carrier, tracking=body.tracking)
    return _shown(request, note_sent(return_id=found.id, parcel=sent, by=by, at=clock.now()))


@router.post("{number}/withdrawal", response=ReturnOut)
@once
def withdrawal(request: HttpRequest, number: str) -> dict[str, Any]:
    """The customer keeps the goods."""
    by = caller(request)
    found = queries.return_numbered(number, by=by)
    return _shown(request, withdraw_return(return_id=found.id, by=by, at=clock.now()))


@router.post("{number}/decision", response=ReturnOut)
@once
def decision(request: HttpRequest, number: str, body: DecisionIn) -> dict[str, Any]:
    """Approve a return, or refuse it for a reason the law knows."""
    by, at = caller(request), clock.now()
    found = queries.return_numbered(number, by=by)
    if body.refusal is None:
        agreed = approve_return(return_id=found.id, note=body.note, amount_fen=body.amount_fen, by=by, at=at)
        return _shown(request, agreed)
    refused = refuse(return_id=found.id, refusal=body.refusal, note=body.note, by=by, at=at)
    return _shown(request, refused)


@router.post("{number}/pickup", response=ReturnOut)
@once
def pickup(request: HttpRequest, number: str, body: PickupIn) -> dict[str, Any]:
    """A courier shall fetch the goods."""
    by = caller(request)
    found = queries.return_numbered(number, by=by)
    span = Span(body.since, body.until)
    return _shown(request, arrange_pickup(return_id=found.id, span=span, by=by, at=clock.now()))


@router.post("{number}/repair", response=ReturnOut)
@once
def repair(request: HttpRequest, number: str, body: FaultIn) -> dict[str, Any]:
    """Somebody begins to mend what came back."""
    by = caller(request)
    found = queries.return_numbered(number, by=by)
    start_repair(return_id=found.id, fault=body.fault, by=by, at=clock.now())
    return _shown(request, found)


@router.post("{number}/repaired", response=ReturnOut)
@once
def repaired(request: HttpRequest, number: str, body: RepairIn) -> dict[str, Any]:
    """The repair record. What is beyond repair is looked at and paid back like any return."""
    by = caller(request)
    found = queries.return_numbered(number, by=by)
    end_repair(return_id=found.id, outcome=body.outcome, work=body.work, by=by, at=clock.now())
    return _shown(request, found)


@router.post("{number}/handed-back", response=ReturnOut)
@once
def handed_back(request: HttpRequest, number: str, body: ParcelIn) -> dict[str, Any]:
    """What was mended goes back to its owner."""
    by = caller(request)
    found = queries.return_numbered(number, by=by)
    sent = Parcel(way_back=body.way_back, carrier=body.carrier, tracking=body.tracking)
    return _shown(request, return_repaired(return_id=found.id, parcel=sent, by=by, at=clock.now()))


@router.post("{number}/receipt", response=ReturnOut)
@once
def receipt(request: HttpRequest, number: str, body: ReceiptIn) -> dict[str, Any]:
    """The goods are back in a warehouse; from now the refund is due."""
    by = caller(request)
    found = queries.return_numbered(number, by=by)
    back = receive_return(return_id=found.id, warehouse_id=body.warehouse, by=by, at=clock.now())
    return _shown(request, back)


@router.post("{number}/inspection", response=ReturnOut)
@once
def inspection(request: HttpRequest, number: str, body: InspectionIn) -> dict[str, Any]:
    """What became of each piece. Goods and money go where they belong, in one transaction."""
    by = caller(request)
    found = queries.return_numbered(number, by=by)
    pieces = [
        Found(line_id=one.line, disposition=one.disposition, pieces=one.pieces, note=one.note)
        for one in body.found
    ]
    return _shown(request, finish_return(return_id=found.id, found=pieces, by=by, at=clock.now()))


def _shown(request: HttpRequest, goods_return: Return) -> dict[str, Any]:
    return _written(queries.return_numbered(goods_return.number, by=caller(request)))


def _written(goods_return: Return) -> dict[str, Any]:
    apart = {"order", "pieces", "replacement", "difference_fen"}
    exchange = getattr(goods_return, "exchange", None)
    shown = {name: getattr(goods_return, name) for name in ReturnOut.model_fields if name not in apart}
    pieces = [
        {"line": line.line_id, "name": line.line.name, "quantity": line.quantity}
        for line in goods_return.lines.all()
    ]
    return shown | {
        "order": goods_return.order.number,
        "pieces": pieces,
        "replacement": exchange.order.number if exchange and exchange.order else None,
        "difference_fen": exchange.difference_fen if exchange else None,
    }
