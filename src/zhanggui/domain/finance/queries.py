"""Reads of settlement, for pages, reports and jobs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum, UUIDField
from django.db.models.functions import Coalesce

from zhanggui.domain.finance.capabilities import ANSWER_STATEMENTS, SEE_BOOKS
from zhanggui.domain.finance.models import (
    GoodsInvoice,
    Objection,
    SettlementAccount,
    Statement,
    StatementLine,
    TermsInForce,
)
from zhanggui.domain.finance.reach import may_see
from zhanggui.domain.finance.states import Cycle, GoodsInvoiceState, LineKind, StatementState
from zhanggui.domain.invoicing.queries import claw_backs_taken, statements_invoiced
from zhanggui.domain.partners.queries import commissions_agreed, supplier_of_id
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen
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


def statements_after(number: str, *, limit: int, by: Actor) -> Sequence[Statement]:
    """Statements older than the one of this number, or from the latest on: a supplier's own that were sent,
    or every one for those who see the books. ``NotFound`` where the number is none of theirs.
    """
    known: QuerySet[Statement] = Statement.objects.select_related("supplier__organisation", "payout")
    if not by.may(SEE_BOOKS):
        known = statements_of(by)
    if number:
        known = known.filter(pk__lt=statement_numbered(number, by=by).pk)
    return list(known.order_by("-pk")[:limit])


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


AGREED = (StatementState.CONFIRMED, StatementState.IN_PAYOUT, StatementState.PAID, StatementState.CARRIED)
"""Statements whose commission is earned: those agreed on, and those that left nothing to be paid."""
INVOICED_WITHIN = timedelta(days=400)
"""How far back what is not invoiced is looked for: a year, and the time after its last statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionPart:
    """What the lines of one statement brought or took of the commission on what another, or itself, sold."""

    statement: Statement
    sold_in: Statement
    fen: Fen


def commissions_to_invoice(at: datetime) -> Sequence[CommissionPart]:
    """Commission of agreed statements that has no true invoice, the oldest first: on what each sold, less
    what came back of it in the same cycle.
    """
    agreed = _agreed(at).filter(sales_fen__gt=0).exclude(pk__in=statements_invoiced())
    return [part for part in _commission_parts(agreed) if part.sold_in == part.statement and part.fen > 0]


def commissions_to_take_back(at: datetime) -> Sequence[CommissionPart]:
    """Commission that agreed statements gave back of what others sold before them, and that no red letter has
    taken back. Amounts are below zero.
    """
    returning = _agreed(at).filter(returns_fen__lt=0)
    parts = [part for part in _commission_parts(returning) if part.sold_in != part.statement and part.fen]
    known = claw_backs_taken({part.statement.pk for part in parts})
    return [part for part in parts if (part.sold_in.pk, part.statement.pk) not in known]


def _agreed(at: datetime) -> QuerySet[Statement]:
    return Statement.objects.filter(state__in=AGREED, until__gt=at - INVOICED_WITHIN)


def _commission_parts(statements: QuerySet[Statement]) -> Sequence[CommissionPart]:
    sale = StatementLine.objects.filter(kind=LineKind.SALE, order_line=OuterRef("order_line"))
    lines = StatementLine.objects.filter(
        statement__in=statements.values("pk"), kind__in=(LineKind.SALE, LineKind.RETURN)
    )
    sold_in = Coalesce(Subquery(sale.values("statement")[:1]), F("statement"), output_field=UUIDField())
    lines = lines.annotate(sold_in=sold_in)
    sums = list(lines.values_list("statement", "sold_in").annotate(fen=Sum("commission_fen")))
    known = {pk for row in sums for pk in row[:2]}
    about = Statement.objects.select_related("supplier__organisation").in_bulk(known)
    parts = [CommissionPart(statement=about[own], sold_in=about[sold], fen=fen) for own, sold, fen in sums]
    return sorted(parts, key=lambda part: (part.statement.number, part.sold_in.number))


def goods_invoice_of(statement: Statement) -> GoodsInvoice | None:
    """The supplier's own invoice for a statement that was not sent back, if it came."""
    return statement.goods_invoices.exclude(state=GoodsInvoiceState.SENT_BACK).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledBy:
    """How a supplier is settled with now; shares are hundredths of a percent, some by category code."""

    cycle: Cycle
    commission_bp: int
    discount_share_bp: int = 0
    freight_share_bp: int = 0
    category_bp: Mapping[str, int] = field(default_factory=dict)


def settled_by(supplier_id: UUID, at: datetime) -> SettledBy:
    """The terms in force, or else what the signed agreement says, settled as often as until now."""
    today = at.astimezone(SHANGHAI).date()
    held = TermsInForce.objects.filter(supplier=supplier_id, starts_on__lte=today).select_related("terms")
    newest = held.order_by("-starts_on", "-agreed_at").first()
    if newest is not None:
        terms = newest.terms
        return SettledBy(
            cycle=Cycle(terms.cycle),
            commission_bp=terms.commission_bp,
            discount_share_bp=terms.discount_share_bp,
            freight_share_bp=terms.freight_share_bp,
            category_bp=terms.category_bp,
        )
    account = SettlementAccount.objects.filter(supplier=supplier_id).first()
    firm = supplier_of_id(supplier_id).organisation_id
    agreed = commissions_agreed([firm], today).get(firm, 0)
    return SettledBy(cycle=Cycle(account.cycle) if account else Cycle.MONTH, commission_bp=agreed)
