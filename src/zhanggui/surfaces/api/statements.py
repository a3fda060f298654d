"""Statements, for programs: a supplier reads, confirms or disputes its own; finance reads all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from zhanggui.domain.finance import origins, queries
from zhanggui.domain.finance.models import Statement, StatementLine
from zhanggui.domain.finance.operations.confirm_statement import confirm_statement
from zhanggui.domain.finance.operations.object_to_line import object_to_line
from zhanggui.domain.invoicing.queries import of_statement
from zhanggui.kernel import clock
from zhanggui.mechanisms.ledger.journal import Moved
from zhanggui.surfaces.api.callers import caller
from zhanggui.surfaces.api.idempotency import once
from zhanggui.surfaces.api.moves import MoveOut, moves_told
from zhanggui.surfaces.api.orders import Strict
from zhanggui.surfaces.api.told import paid_by, told

router = Router()
Limit = Annotated[int, Field(ge=1, le=200)]


class StatementOut(Schema):
    """What house and supplier owe each other for one cycle. What was returned is below zero."""

    number: str
    supplier: str
    state: str
    since: datetime | None
    until: datetime
    sales_fen: int
    returns_fen: int
    carried_fen: int
    commission_fen: int
    discount_fen: int
    charges_fen: int
    freight_fen: int
    goods_fen: int
    input_tax_fen: int
    net_fen: int
    lines_count: int
    sent_at: datetime | None
    confirm_by: datetime | None
    confirmed_at: datetime | None
    paid_at: datetime | None
    payout: str | None
    bank_reference: str


class StatementsOut(Schema):
    """Statements, the latest first. ``next`` is what to say as ``after`` for older ones; none at the end."""

    statements: list[StatementOut]
    next: str | None


class StatementWithInvoices(StatementOut):
    """A statement, the numbers of the house's invoices over its commission, red letters too, and what it
    booked: commission, charges, tax, what is due, and the payment.
    """

    invoices: list[str]
    moves: list[MoveOut]


class LineOut(Schema):
    """One thing settled, what it is about (a line of an order, a return, or a charge), and the transfers of
    the ledger it comes from, which lines of one order share.
    """

    position: int
    kind: str
    happened_at: datetime
    order: str | None
    order_line: int | None
    goods: str
    goods_return: str | None
    charge: str | None
    pieces: int
    amount_fen: int
    rate_bp: int
    commission_fen: int
    discount_fen: int
    tax_bp: int
    input_tax_fen: int
    net_fen: int
    objection: str | None
    answer: str | None
    moves: list[MoveOut]


class LinesOut(Schema):
    """Lines by position. ``next`` is what to say as ``after`` for those that follow; none at the end."""

    lines: list[LineOut]
    next: int | None


class ObjectionIn(Strict):
    """Which line is wrong, and why."""

    position: Annotated[int, Field(ge=1, le=2**31 - 1)]
    reason: Annotated[str, Field(min_length=1, max_length=400)]


@router.get("", response=StatementsOut)
def statements(
    request: HttpRequest, after: Annotated[str, Field(max_length=20)] = "", limit: Limit = 50
) -> dict[str, Any]:
    """A supplier's own statements that were sent; every statement for those who see the books."""
    found = queries.statements_after(after, limit=limit + 1, by=caller(request))
    page = found[:limit]
    return {
        "statements": [_shown(one) for one in page],
        "next": page[-1].number if len(found) > limit else None,
    }


@router.get("{number}", response=StatementWithInvoices)
def one_statement(request: HttpRequest, number: str) -> dict[str, Any]:
    """One statement, with the invoices over its commission."""
    by = caller(request)
    found = queries.statement_numbered(number, by=by)
    return {
        **_shown(found),
        "invoices": [one.number for one in of_statement(found.id, by=by)],
        "moves": moves_told(origins.moves_of_statement(found)),
    }


@router.get("{number}/lines", response=LinesOut)
def lines(
    request: HttpRequest,
    number: str,
    after: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0,
    limit: Limit = 100,
) -> dict[str, Any]:
    """The lines of a statement, each with the order line, return or charge it came from."""
    statement = queries.statement_numbered(number, by=caller(request))
    found = queries.lines_of(statement, after=after, limit=limit + 1)
    page = found[:limit]
    moved = origins.moves_of_lines(statement, page)
    return {
        "lines": [_line(one, moved[one.id]) for one in page],
        "next": page[-1].position if len(found) > limit else None,
    }


@router.post("{number}/confirmation", response=StatementOut)
@once
def confirm(request: HttpRequest, number: str) -> dict[str, Any]:
    """Agree with a statement: it is paid with the next payout."""
    by = caller(request)
    found = queries.statement_numbered(number, by=by)
    confirm_statement(statement_id=found.id, by=by, at=clock.now())
    return _shown(queries.statement_numbered(number, by=by))


@router.post("{number}/objections", response=StatementOut)
@once
def objection(request: HttpRequest, number: str, body: ObjectionIn) -> dict[str, Any]:
    """Object to one line. The statement is not confirmed until that is decided."""
    by = caller(request)
    found = queries.statement_numbered(number, by=by)
    object_to_line(statement_id=found.id, position=body.position, reason=body.reason, by=by, at=clock.now())
    return _shown(queries.statement_numbered(number, by=by))


def _shown(one: Statement) -> dict[str, Any]:
    return told(StatementOut, one, supplier=one.supplier.organisation.name, **paid_by(one))


def _line(line: StatementLine, moved: Sequence[Moved]) -> dict[str, Any]:
    objected = getattr(line, "objection", None)
    return told(
        LineOut,
        line,
        order=line.order_line.order.number if line.order_line else None,
        order_line=line.order_line.position if line.order_line else None,
        goods=line.about,
        goods_return=line.finding.line.goods_return.number if line.finding else None,
        charge=line.charge.number if line.charge else None,
        objection=objected.reason if objected else None,
        answer=objected.answer or None if objected else None,
        moves=moves_told(moved),
    )
