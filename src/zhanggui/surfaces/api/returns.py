"""Returns, for programs: what may come back, asking, the parcel, and what the warehouse found."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from zhanggui.domain.aftersales import queries
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.operations.note_sent import Parcel, note_sent
from zhanggui.domain.aftersales.operations.refuse import refuse
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.states import Disposition, RefusalReason, ReturnKind, WayBack
from zhanggui.domain.sales.queries import order_numbered
from zhanggui.journeys.decide_return import approve_return, withdraw_return
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.receive_return import receive_return
from zhanggui.journeys.request_return import request_return
from zhanggui.kernel import clock
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
    excluded: str | None


class PiecesIn(Strict):
    line: UUID
    quantity: Count


class ReturnIn(Strict):
    """A return to be taken down. Defective goods need a word on the defect."""

    order: Annotated[str, Field(max_length=24)]
    kind: ReturnKind = ReturnKind.NO_REASON
    pieces: Annotated[list[PiecesIn], Field(min_length=1, max_length=50)]
    reason: Note = ""


class ReturnedOut(Schema):
    line: UUID
    name: str
    quantity: int


class ReturnOut(Schema):
    """A return and where it stands."""

    number: str
    order: str
    kind: str
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


class ParcelIn(Strict):
    carrier: Annotated[str, Field(min_length=1, max_length=60)]
    tracking: Annotated[str, Field(min_length=1, max_length=60)]
    way_back: WayBack = WayBack.SHIPPED


class DecisionIn(Strict):
    """Without a ``refusal``, the return is approved."""

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
            "excluded": one.rights.excluded,
        }
        for one in found
    ]


@router.post("", response={201: ReturnOut})
@once
def ask(request: HttpRequest, body: ReturnIn, key: Key) -> Status[Any]:
    """Ask for a return, once for each ``Idempotency-Key``. A plain right is approved at once."""
    by = caller(request)
    wish = ReturnWish(
        order_id=order_numbered(body.order, by=by).id,
        kind=body.kind,
        pieces=tuple(Pieces(piece.line, piece.quantity) for piece in body.pieces),
        key=f"{by.account_id.hex}:{key}",
        reason=body.reason,
    )
    return Status(201, _shown(request, request_return(wish=wish, by=by, at=clock.now())))


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
        return _shown(request, approve_return(return_id=found.id, note=body.note, by=by, at=at))
    refused = refuse(return_id=found.id, refusal=body.refusal, note=body.note, by=by, at=at)
    return _shown(request, refused)


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
    apart = {"order", "pieces"}
    shown = {name: getattr(goods_return, name) for name in ReturnOut.model_fields if name not in apart}
    pieces = [
        {"line": line.line_id, "name": line.line.name, "quantity": line.quantity}
        for line in goods_return.lines.all()
    ]
    return shown | {"order": goods_return.order.number, "pieces": pieces}
