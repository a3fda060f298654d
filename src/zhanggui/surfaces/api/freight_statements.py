"""Carriers' statements, for programs: a carrier answers its own; who keeps freight reads all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from zhanggui.domain.freight import queries, tracing
from zhanggui.domain.freight.models import BillLine, FreightStatement
from zhanggui.domain.freight.operations.confirm_freight_statement import confirm_freight_statement
from zhanggui.domain.freight.operations.object_to_freight_statement import object_to_freight_statement
from zhanggui.kernel import clock
from zhanggui.mechanisms.ledger.journal import Moved
from zhanggui.surfaces.api.callers import caller
from zhanggui.surfaces.api.idempotency import once
from zhanggui.surfaces.api.moves import MoveOut, moves_told
from zhanggui.surfaces.api.orders import Strict
from zhanggui.surfaces.api.told import paid_by, told

router = Router()
Limit = Annotated[int, Field(ge=1, le=200)]


class CarrierStatementOut(Schema):
    """What a carrier is paid at once: agreed lines of its bills."""

    number: str
    carrier: str
    state: str
    lines_count: int
    net_fen: int
    drawn_at: datetime
    objection: str
    answer: str
    confirmed_at: datetime | None
    paid_at: datetime | None
    payout: str | None
    bank_reference: str


class CarrierStatementsOut(Schema):
    """Statements, the latest first. ``next`` is what to say as ``after`` for older ones; none at the end."""

    statements: list[CarrierStatementOut]
    next: str | None


class CarrierStatementWithMoves(CarrierStatementOut):
    """A statement, and the transfer it was paid by."""

    moves: list[MoveOut]


class CarrierLineOut(Schema):
    """One agreed line of a bill, the parcel it is about, and the transfers of the ledger it comes from."""

    bill: str
    position: int
    tracking_number: str
    parcel: str | None
    order: str | None
    finding: str
    grams: int
    billed_fen: int
    settled_fen: int
    moves: list[MoveOut]


class CarrierLinesOut(Schema):
    """Lines as they were filed, bill by bill. ``next`` is what to say as ``after`` for those that follow."""

    lines: list[CarrierLineOut]
    next: UUID | None


class DoubtIn(Strict):
    """What is wrong with a statement: the bill and the line, and why."""

    reason: Annotated[str, Field(min_length=1, max_length=400, pattern=r"\S")]


@router.get("", response=CarrierStatementsOut)
def statements(
    request: HttpRequest, after: Annotated[str, Field(max_length=20)] = "", limit: Limit = 50
) -> dict[str, Any]:
    """A carrier's own statements; every carrier's for those who keep freight."""
    found = queries.statements_after(after, limit=limit + 1, by=caller(request))
    page = found[:limit]
    return {
        "statements": [_shown(one) for one in page],
        "next": page[-1].number if len(found) > limit else None,
    }


@router.get("{number}", response=CarrierStatementWithMoves)
def one_statement(request: HttpRequest, number: str) -> dict[str, Any]:
    """One statement."""
    found = queries.statement_numbered(number, by=caller(request))
    return {**_shown(found), "moves": moves_told(tracing.moves_of_statement(found))}


@router.get("{number}/lines", response=CarrierLinesOut)
def lines(
    request: HttpRequest,
    number: str,
    after: UUID | None = None,
    limit: Limit = 100,
) -> dict[str, Any]:
    """The lines of a statement, each with its parcel and its transfers."""
    statement = queries.statement_numbered(number, by=caller(request))
    found = queries.statement_lines(statement, after=after, limit=limit + 1)
    page = found[:limit]
    moved = tracing.moves_of_lines(statement, page)
    return {
        "lines": [_line(one, moved[one.id]) for one in page],
        "next": page[-1].id if len(found) > limit else None,
    }


@router.post("{number}/confirmation", response=CarrierStatementOut)
@once
def confirm(request: HttpRequest, number: str) -> dict[str, Any]:
    """Agree with a statement: it is paid with the next payout."""
    by = caller(request)
    found = queries.statement_numbered(number, by=by)
    confirm_freight_statement(statement_id=found.id, by=by, at=clock.now())
    return _shown(queries.statement_numbered(number, by=by))


@router.post("{number}/objections", response=CarrierStatementOut)
@once
def objection(request: HttpRequest, number: str, body: DoubtIn) -> dict[str, Any]:
    """Say what is wrong with a statement. It is not paid until that is answered."""
    by = caller(request)
    found = queries.statement_numbered(number, by=by)
    object_to_freight_statement(statement_id=found.id, reason=body.reason, by=by, at=clock.now())
    return _shown(queries.statement_numbered(number, by=by))


def _shown(one: FreightStatement) -> dict[str, Any]:
    return told(CarrierStatementOut, one, carrier=one.carrier.organisation.name, **paid_by(one))


def _line(line: BillLine, moved: Sequence[Moved]) -> dict[str, Any]:
    parcel = line.accrual.shipment if line.accrual else None
    return told(
        CarrierLineOut,
        line,
        bill=line.bill.number,
        parcel=parcel.number if parcel else None,
        order=parcel.order.number if parcel else None,
        moves=moves_told(moved),
    )
