"""After-sales, for programs: rights, asking, exchanges, the parcel, what the warehouse found, repairs."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from zhanggui.domain.aftersales import queries
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.offering import OfferedLine, offered
from zhanggui.domain.aftersales.operations.arrange_pickup import Span, arrange_pickup
from zhanggui.domain.aftersales.operations.end_repair import end_repair
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.operations.note_sent import Parcel, note_sent
from zhanggui.domain.aftersales.operations.refuse import refuse
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.operations.start_repair import start_repair
from zhanggui.domain.aftersales.states import Remedy, ReturnKind
from zhanggui.domain.sales.queries import order_numbered
from zhanggui.journeys import swap
from zhanggui.journeys.ask_for_customer import CaseForCustomer, ask_for_customer, weigh
from zhanggui.journeys.decide_return import approve_return, withdraw_return
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.receive_return import receive_return
from zhanggui.journeys.request_return import ExchangeWish, request_exchange, request_return
from zhanggui.journeys.return_repaired import return_repaired
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound
from zhanggui.surfaces.api.callers import caller
from zhanggui.surfaces.api.idempotency import once
from zhanggui.surfaces.api.orders import Key
from zhanggui.surfaces.api.return_forms import (
    ChoiceOut,
    DecisionIn,
    ExpectedOut,
    FaultIn,
    InspectionIn,
    ParcelIn,
    PickupIn,
    ReceiptIn,
    RepairIn,
    ReturnIn,
    ReturnOut,
    RightOut,
)
from zhanggui.surfaces.api.told import told

router = Router()


@router.get("rights/{order}", response=list[RightOut])
def rights(request: HttpRequest, order: str) -> list[dict[str, Any]]:
    """What of an order can come back, until when, by which right."""
    by = caller(request)
    found = offered(order_numbered(order, by=by).id, by=by, at=clock.now())
    return [_right(one) for one in found]


def _right(one: OfferedLine) -> dict[str, Any]:
    line = one.line
    return {
        "line": line.line_id,
        "name": line.name,
        "left": line.left,
        "no_reason_until": line.rights.no_reason_until,
        "quality_until": line.rights.quality_until,
        "exchange_until": line.rights.exchange_until,
        "repair_until": line.rights.repair_until,
        "repairs_failed": line.rights.repairs_failed,
        "excluded": line.rights.excluded,
        "offered": [
            {
                "remedy": each.remedy,
                "kind": each.kind,
                "pieces": each.pieces,
                "until": each.until,
                "source": each.source,
                "refusal": each.refusal.code if each.refusal else None,
                "goodwill": each.goodwill,
            }
            for each in one.offered
        ],
    }


@router.post("", response={201: ReturnOut})
@once
def ask(request: HttpRequest, body: ReturnIn, key: Key) -> Status[Any]:
    """Ask for a return, once for each ``Idempotency-Key``. A plain right is approved at once.

    For somebody else, only with the ``consent`` of the customer to the sum they were told.
    """
    by, at = caller(request), clock.now()
    order = order_numbered(body.order, by=by)
    wish = _wish(body, order.id, f"{by.account_id.hex}:{key}")
    if order.customer_id != by.account_id and body.announced_fen is not None:
        case = CaseForCustomer(wish=wish, announced_fen=body.announced_fen)
        return Status(201, _shown(request, ask_for_customer(case=case, by=by, at=at)))
    if isinstance(wish, ExchangeWish):
        return Status(201, _shown(request, request_exchange(wish=wish, by=by, at=at)))
    return Status(201, _shown(request, request_return(wish=wish, by=by, at=at)))


@router.post("expected", response=ExpectedOut)
def weighed(request: HttpRequest, body: ReturnIn) -> dict[str, Any]:
    """What this would come to, and how the money would go back. Nothing is asked for yet."""
    by = caller(request)
    order = order_numbered(body.order, by=by)
    found = weigh(wish=_wish(body, order.id, ""), by=by, at=clock.now())
    return told(ExpectedOut, found, ways=[{"method": method, "fen": fen} for method, fen in found.ways])


def _wish(body: ReturnIn, order_id: UUID, key: str) -> ReturnWish | ExchangeWish:
    pieces = tuple(Pieces(piece.line, piece.quantity) for piece in body.pieces)
    if body.exchange is not None:
        return ExchangeWish(
            order_id=order_id,
            pieces=pieces[0],
            sku_id=body.exchange.sku,
            announced_fen=body.exchange.difference_fen,
            kind=body.kind,
            key=key,
            cause=body.cause,
            reason=body.reason,
            consent=body.consent,
        )
    return ReturnWish(
        order_id=order_id,
        kind=body.kind,
        pieces=pieces,
        key=key,
        reason=body.reason,
        remedy=body.remedy,
        cause=body.cause,
        asked_fen=body.asked_fen if body.remedy == Remedy.REFUND_ONLY else None,
        consent=body.consent,
    )


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
    exchange = getattr(goods_return, "exchange", None)
    pieces = [
        {"line": line.line_id, "name": line.line.name, "quantity": line.quantity}
        for line in goods_return.lines.all()
    ]
    return told(
        ReturnOut,
        goods_return,
        order=goods_return.order.number,
        pieces=pieces,
        replacement=exchange.order.number if exchange and exchange.order else None,
        difference_fen=exchange.difference_fen if exchange else None,
    )
