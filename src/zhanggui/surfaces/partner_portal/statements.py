"""The supplier's statements: read line by line, confirmed, or objected to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_POST

from zhanggui.domain.finance import accounts, origins, queries
from zhanggui.domain.finance.models import Statement, StatementLine
from zhanggui.domain.finance.operations.confirm_statement import confirm_statement
from zhanggui.domain.finance.operations.object_to_line import object_to_line
from zhanggui.domain.finance.states import STATEMENT
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.money import yuan
from zhanggui.kernel.numbers import whole_number
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import ledger
from zhanggui.surfaces.design import states
from zhanggui.surfaces.design.sheets import sheet
from zhanggui.surfaces.entrance.refused import sentence
from zhanggui.surfaces.partner_portal import invoices
from zhanggui.surfaces.partner_portal.shell import actor_of, page_for, sent, show

PAGE = 100
LINES_MOST = 10_000_000


class ObjectionForm(forms.Form):
    """Which line is wrong, and why."""

    position = forms.IntegerField(label=_("Line"), min_value=1)
    reason = forms.CharField(
        label=_("What is wrong"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )


@page_for(Role.SUPPLIER)
def statements(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """Every statement that was sent, the latest first, and what is still to be paid."""
    return show(
        request,
        "statements",
        partner,
        statements=queries.statements_of(actor_of(request))[:PAGE],
        due_fen=ledger.balance(accounts.due(partner.id)).amount,
        deposit_fen=ledger.balance(accounts.deposit(partner.id)).amount,
    )


@page_for(Role.SUPPLIER)
def statement(request: HttpRequest, partner: Supplier, number: str) -> HttpResponse:
    """One statement with its lines."""
    return _page(request, partner, queries.statement_numbered(number, by=actor_of(request)), ObjectionForm())


def _page(
    request: HttpRequest,
    partner: Supplier,
    found: Statement,
    form: ObjectionForm,
    goods_form: invoices.GoodsInvoiceForm | None = None,
) -> HttpResponse:
    start = whole_number(request.GET.get("after", ""), most=LINES_MOST) or 0
    lines = queries.lines_of(found, after=start, limit=PAGE + 1)
    moved = origins.moves_of_lines(found, lines[:PAGE])
    return show(
        request,
        "statements_one",
        partner,
        statement=found,
        lines=[(line, moved[line.id]) for line in lines[:PAGE]],
        booked=origins.moves_of_statement(found),
        more=lines[PAGE - 1].position if len(lines) > PAGE else None,
        form=form,
        may_confirm=STATEMENT.allows(found.state, "confirm"),
        may_object=STATEMENT.allows(found.state, "object"),
        **invoices.words_of(request, found, goods_form),
    )


@page_for(Role.SUPPLIER)
@require_POST
def give_invoice(request: HttpRequest, partner: Supplier, number: str) -> HttpResponse:
    """Give the invoice for the goods of a statement."""
    found = queries.statement_numbered(number, by=actor_of(request))
    form = invoices.GoodsInvoiceForm(**sent(request))
    if invoices.given_by(request, number, form):
        messages.success(request, gettext("Your invoice was registered. Finance will check it."))
        return redirect("partner_portal:statement", number)
    return _page(request, partner, found, ObjectionForm(), form)


@page_for(Role.SUPPLIER)
@require_POST
def confirm(request: HttpRequest, partner: Supplier, number: str) -> HttpResponse:
    """Agree with a statement."""
    by = actor_of(request)
    found = queries.statement_numbered(number, by=by)
    try:
        confirm_statement(statement_id=found.id, by=by, at=clock.now())
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, gettext("Confirmed. It is paid with the next payout."))
    return redirect("partner_portal:statement", number)


@page_for(Role.SUPPLIER)
@require_POST
def objection(request: HttpRequest, partner: Supplier, number: str) -> HttpResponse:
    """Object to one line."""
    by = actor_of(request)
    found = queries.statement_numbered(number, by=by)
    form = ObjectionForm(**sent(request))
    if form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        try:
            object_to_line(
                statement_id=found.id, position=said["position"], reason=said["reason"], by=by, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, gettext("Your objection was sent. You will see the answer here."))
            return redirect("partner_portal:statement", number)
    return _page(request, partner, found, form)


@page_for(Role.SUPPLIER)
def statement_file(request: HttpRequest, partner: Supplier, number: str) -> HttpResponse:
    """A statement with all its lines, for Excel."""
    found = queries.statement_numbered(number, by=actor_of(request))
    headings = (
        noop("Line"), noop("Kind"), noop("Order"), noop("Goods"), noop("Pieces"), noop("Amount"),
        noop("Commission"), noop("Your share of promotions"), noop("Net"),
    )  # fmt: skip
    return sheet(found.number, [gettext(heading) for heading in headings], _rows(found))


def _rows(found: Statement) -> Iterable[tuple[Any, ...]]:
    position = 0
    while lines := queries.lines_of(found, after=position, limit=500):
        yield from (_row(line) for line in lines)
        position = lines[-1].position


def _row(line: StatementLine) -> tuple[Any, ...]:
    order = line.order_line.order.number if line.order_line else ""
    name = line.order_line.name if line.order_line else str(line.charge or "")
    money = (line.amount_fen, line.commission_fen, line.discount_fen, line.net_fen)
    return (
        line.position,
        str(states.shown(line.kind).word),
        order,
        name,
        line.pieces,
        *(yuan(fen) for fen in money),
    )
