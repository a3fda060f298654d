"""Reads of invoices, for pages, jobs and reports."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from zhanggui.domain.aftersales.queries import finished_between
from zhanggui.domain.invoicing.capabilities import SEE_INVOICES
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.reach import may_see
from zhanggui.domain.invoicing.rules import Title
from zhanggui.domain.invoicing.states import BuyerKind, Colour, InvoiceState, RedReason, VatKind
from zhanggui.domain.sales.queries import invoices_wished
from zhanggui.identity.actor import Actor

LOOKS_BACK = timedelta(days=7)
"""How far the hourly search for what is due looks back: whatever it missed meanwhile, it finds."""
AT_ONCE = 500


def title_of(wish: Mapping[str, Any]) -> Title:
    """Whom a customer wished the invoice to name, as it was kept with the order."""
    code = wish.get("uscc") or ""
    return Title(
        kind=BuyerKind.FIRM if code else BuyerKind.PERSONAL,
        name=wish.get("title", ""),
        code=code,
        vat_kind=VatKind.SPECIAL if wish.get("special") else VatKind.ORDINARY,
        contact=wish.get("contact") or "",
        bank=wish.get("bank") or "",
    )


def wished(at: datetime) -> list[tuple[UUID, Title]]:
    """Orders complete since a week whose customers wished for an invoice, and have none."""
    over = invoices_wished(at - LOOKS_BACK, at)
    had = Invoice.objects.filter(order_id__in=[order_id for order_id, _ in over])
    done = set(had.values_list("order_id", flat=True))
    return [(order_id, title_of(wish)) for order_id, wish in over if order_id not in done]


def returned_after_invoice(at: datetime) -> list[UUID]:
    """Returns finished since a week, after their order's invoice was written, without a red letter."""
    over = finished_between(at - LOOKS_BACK, at)
    blue = Invoice.objects.in_force().filter(order_id__in=[one.order_id for one in over])
    written = dict(blue.filter(state=InvoiceState.ISSUED).values_list("order_id", "requested_at"))
    red = Invoice.objects.filter(goods_return_id__in=[one.return_id for one in over])
    done = set(red.exclude(state=InvoiceState.WITHDRAWN).values_list("goods_return_id", flat=True))
    return [
        one.return_id
        for one in over
        if one.return_id not in done and one.order_id in written and written[one.order_id] <= one.at
    ]


def to_issue() -> list[UUID]:
    """Everything that waits for its number, the oldest first."""
    return list(Invoice.objects.waiting().order_by("requested_at").values_list("pk", flat=True)[:AT_ONCE])


def to_confirm() -> list[UUID]:
    """Red letters that wait for their buyers, the one that lapses first first."""
    waiting = Invoice.objects.filter(state=InvoiceState.TO_CONFIRM).order_by("confirm_by")
    return list(waiting.values_list("pk", flat=True)[:AT_ONCE])


def invoices_of_order(order: Any, *, by: Actor) -> Sequence[Invoice]:
    """All invoices of an order its reader may see, the latest first."""
    if order.customer_id != by.account_id:
        by.require(SEE_INVOICES)
    return list(Invoice.objects.filter(order=order).order_by("-requested_at", "-number"))


def in_force(order: Any) -> Invoice | None:
    """The blue invoice of an order that was not taken back."""
    return Invoice.objects.in_force().filter(order=order).first()


def to_firm(by: Actor) -> QuerySet[Invoice]:
    """The commission invoices written to somebody's firm, the latest first."""
    if by.organisation_id is None:
        return Invoice.objects.none()
    own = Invoice.objects.filter(statement__supplier__organisation_id=by.organisation_id)
    return own.select_related("statement", "red_of", "clawed_in").order_by("-requested_at", "-number")


def statements_invoiced() -> QuerySet[Any, UUID | None]:
    """Statements whose commission has an invoice that was right, also where all of it went back since."""
    wrong = Invoice.objects.filter(red_of=OuterRef("pk"), red_reason=RedReason.ISSUED_WRONGLY)
    blue = Invoice.objects.filter(colour=Colour.BLUE, statement__isnull=False)
    true = blue.exclude(state=InvoiceState.WITHDRAWN).exclude(
        Exists(wrong.exclude(state=InvoiceState.WITHDRAWN))
    )
    return true.values_list("statement_id", flat=True)


def claw_backs_taken(statements: Collection[UUID]) -> set[tuple[UUID | None, UUID | None]]:
    """Of which statements these gave commission back by a red letter: pairs of sold in, given back by."""
    reds = Invoice.objects.filter(clawed_in__in=statements).exclude(state=InvoiceState.WITHDRAWN)
    return set(reds.values_list("statement_id", "clawed_in_id"))


def of_statement(statement_id: UUID, *, by: Actor) -> Sequence[Invoice]:
    """All invoices over a statement's commission, and the red letters over what it gave back of that of
    statements before it, for whom they concern, the latest first.
    """
    known = Invoice.objects.filter(statement=statement_id) | Invoice.objects.filter(clawed_in=statement_id)
    found = known.select_related("order", "statement__supplier", "red_of", "clawed_in")
    return [one for one in found.order_by("-requested_at", "-number") if may_see(one, by)]
