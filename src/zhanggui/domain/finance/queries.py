"""Reads of settlement, for pages, reports and jobs."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.finance.capabilities import ANSWER_STATEMENTS, SEE_BOOKS
from zhanggui.domain.finance.models import GoodsInvoice, Objection, Statement, StatementLine
from zhanggui.domain.finance.reach import may_see
from zhanggui.domain.finance.states import GoodsInvoiceState, StatementState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound


def ready_to_send() -> list[UUID]:
    """Statements that agree with the books and were not sent yet."""
    drawn = Statement.objects.filter(state=StatementState.DRAWN)
    return list(drawn.order_by("number").values_list("id", flat=True))


def silent(at: datetime) -> list[UUID]:
    """Sent statements whose time for objections is over."""
    quiet = Statement.objects.filter(state=StatementState.ISSUED, confirm_by__lte=at)
    return list(quiet.order_by("confirm_by").values_list("id", flat=True))


def statements_of(by: Actor) -> QuerySet[Statement]:
    """A supplier's own statements that were sent, the latest first."""
    by.require(ANSWER_STATEMENTS)
    if by.organisation_id is None:
        raise NotFound
    mine = Statement.objects.filter(supplier__organisation_id=by.organisation_id, sent_at__isnull=False)
    return mine.select_related("supplier__organisation", "payout").order_by("-until")


def statement_numbered(number: str, *, by: Actor) -> Statement:
    """A statement by its number. ``NotFound`` for anybody it does not concern."""
    found = Statement.objects.select_related("supplier__organisation", "payout").filter(number=number).first()
    if found is None or not may_see(found, by):
        raise NotFound
    return found


def lines_of(statement: Statement, *, after: int = 0, limit: int = 100) -> Sequence[StatementLine]:
    """The lines of a statement from a position on, each with what it is about."""
    return list(
        StatementLine.objects.filter(statement=statement, position__gt=after)
        .select_related("order_line__order", "finding__line__goods_return", "charge", "objection")
        .order_by("position")[:limit]
    )


def open_objections(by: Actor) -> QuerySet[Objection]:
    """Objections nobody has answered, the oldest first."""
    by.require(SEE_BOOKS)
    waiting = Objection.objects.filter(upheld_at=None, rejected_at=None)
    return waiting.select_related("line__statement__supplier__organisation").order_by("raised_at")


def commissions_to_invoice() -> Sequence[Statement]:
    """Agreed statements whose commission was not invoiced yet, the oldest first."""
    agreed = Statement.objects.filter(
        state__in=(StatementState.CONFIRMED, StatementState.IN_PAYOUT, StatementState.PAID),
        commission_fen__gt=0,
        invoices=None,
    )
    return list(agreed.select_related("supplier__organisation").order_by("number")[:500])


def goods_invoice_of(statement: Statement) -> GoodsInvoice | None:
    """The supplier's own invoice for a statement that was not sent back, if it came."""
    return statement.goods_invoices.exclude(state=GoodsInvoiceState.SENT_BACK).first()
