"""What a carrier is paid: its prices, its bills with what we said against them, its statements and scores."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_POST

from zhanggui.domain.freight import accounts, queries, sheets, tracing
from zhanggui.domain.freight.models import Bill, BillLine, FreightStatement
from zhanggui.domain.freight.operations.concede_line import concede_line
from zhanggui.domain.freight.operations.confirm_freight_statement import confirm_freight_statement
from zhanggui.domain.freight.operations.confirm_tariff import confirm_tariff
from zhanggui.domain.freight.operations.decline_tariff import decline_tariff
from zhanggui.domain.freight.operations.object_to_freight_statement import object_to_freight_statement
from zhanggui.domain.freight.operations.take_bill import BillPaper, take_bill
from zhanggui.domain.freight.operations.uphold_line import uphold_line
from zhanggui.domain.freight.refusals import BillReused, MonthNotOver
from zhanggui.domain.freight.states import STATEMENT, TARIFF, LineState
from zhanggui.domain.partners.models import Carrier
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.ids import id_in
from zhanggui.kernel.money import yuan
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.mechanisms import ledger
from zhanggui.surfaces.design import states
from zhanggui.surfaces.design.sheets import sheet
from zhanggui.surfaces.entrance.refused import say, sentence
from zhanggui.surfaces.partner_portal.forms import file, text
from zhanggui.surfaces.partner_portal.shell import actor_of, page_for, sent, show

PAGE = 100
FIGURES = {
    "on_time": _("On time"),
    "damaged": _("Damaged"),
    "lost": pgettext_lazy("freight", "Lost"),
    "complaints": _("Complaints"),
    "cod_late": _("Cash handed over late"),
}


class BillForm(forms.Form):
    """A bill as the carrier keeps it: its own number, the month, and the lines in Excel or CSV."""

    number = text(_("Your number of the bill"), 40)
    month = forms.DateField(
        label=_("Month"),
        input_formats=["%Y-%m"],
        widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
    )
    sheet = file(
        _("Lines, from Excel"),
        ".xlsx,.csv",
        help_text=_("Tracking number, weight in kg, amount in yuan; one parcel a row, below the headings."),
    )


class AnswerForm(forms.Form):
    """Which line, and what there is to say."""

    position = forms.IntegerField(min_value=1, required=False)
    words = forms.CharField(max_length=400, required=False)


def _said(request: HttpRequest) -> dict[str, Any]:
    form = AnswerForm(request.POST)
    form.is_valid()
    return {"position": form.cleaned_data.get("position") or 0, "words": form.cleaned_data.get("words", "")}


def _done(request: HttpRequest, do: Callable[[], object], thanks: str) -> None:
    """Do what was asked, and say how it went."""
    try:
        do()
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, thanks)


@page_for(Role.CARRIER)
def rates(request: HttpRequest, partner: Carrier) -> HttpResponse:
    """The firm's freight agreements, and how it kept them."""
    by = actor_of(request)
    cards = [
        (card, [(FIGURES[one["what"]], one) for one in card.scores])
        for card in queries.scorecards_of(by)[:12]
    ]
    tariffs = [(one, TARIFF.allows(one.state, "confirm")) for one in queries.tariffs_of(by)[:20]]
    return show(request, "rates", partner, tariffs=tariffs, cards=cards)


@page_for(Role.CARRIER)
@require_POST
def answer_rates(request: HttpRequest, partner: Carrier, tariff_id: UUID) -> HttpResponse:
    """Agree to offered prices, or say why not."""
    by, words = actor_of(request), _said(request)["words"]
    if not queries.tariffs_of(by).filter(pk=tariff_id).exists():
        raise NotFound
    if "confirm" in request.POST:
        thanks = gettext("Agreed. The prices hold from their first day.")
        _done(request, lambda: confirm_tariff(tariff_id=tariff_id, by=by, at=clock.now()), thanks)
    else:
        thanks = gettext("We have your answer, and will come back to you.")
        _done(
            request, lambda: decline_tariff(tariff_id=tariff_id, reason=words, by=by, at=clock.now()), thanks
        )
    return redirect("partner_portal:rates")


@page_for(Role.CARRIER)
def bills(request: HttpRequest, partner: Carrier) -> HttpResponse:
    """Bills with what became of their lines, statements, what is not paid yet; and a form to send a bill."""
    by, form = actor_of(request), BillForm(**sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            taken = _take(form, partner, by)
        except Refusal as refusal:
            say(form, refusal, {BillReused: "number", MonthNotOver: "month"})
        else:
            messages.success(request, gettext("Compared: what does not agree stands below."))
            return redirect("partner_portal:bill", taken.pk)
    return show(
        request,
        "bills",
        partner,
        form=form,
        bills=queries.bills_of(by)[:PAGE],
        statements=queries.statements_of(by)[:PAGE],
        due_fen=ledger.balance(accounts.due(partner.id)).amount,
    )


def _take(form: BillForm, partner: Carrier, by: Actor) -> Bill:
    paper = BillPaper(
        number=form.cleaned_data["number"],
        month=form.cleaned_data["month"],
        rows=sheets.bill_rows(form.cleaned_data["sheet"].read()),
    )
    return take_bill(carrier_id=partner.id, paper=paper, by=by, at=clock.now())


@page_for(Role.CARRIER)
def bill(request: HttpRequest, partner: Carrier, bill_id: UUID) -> HttpResponse:
    """How the lines of a bill compare: those that differ, and those that we said something against."""
    found = queries.bill_seen(bill_id, by=actor_of(request))
    lines = [(one, one.state == LineState.DISPUTED) for one in queries.lines_to_answer(found)]
    return show(
        request,
        "bills_one",
        partner,
        bill=found,
        lines=lines,
        differing=queries.differing_lines(found, limit=PAGE * 2),
    )


@page_for(Role.CARRIER)
@require_POST
def answer_line(request: HttpRequest, partner: Carrier, bill_id: UUID) -> HttpResponse:
    """Give way on a disputed line, or stand by it."""
    by, said = actor_of(request), _said(request)
    queries.bill_seen(bill_id, by=by)
    do = concede_line if "concede" in request.POST else uphold_line
    _done(
        request, lambda: do(bill_id=bill_id, by=by, at=clock.now(), **said), gettext("We have your answer.")
    )
    return redirect("partner_portal:bill", bill_id)


@page_for(Role.CARRIER)
def freight_statement(request: HttpRequest, partner: Carrier, number: str) -> HttpResponse:
    """One statement with its lines."""
    found = queries.statement_numbered(number, by=actor_of(request))
    lines = queries.statement_lines(found, after=id_in(request.GET.get("after", "")), limit=PAGE + 1)
    moved = tracing.moves_of_lines(found, lines[:PAGE])
    return show(
        request,
        "bills_statement",
        partner,
        statement=found,
        lines=[(line, moved[line.id]) for line in lines[:PAGE]],
        booked=tracing.moves_of_statement(found),
        more=lines[PAGE - 1].id if len(lines) > PAGE else None,
        may_confirm=STATEMENT.allows(found.state, "confirm"),
    )


@page_for(Role.CARRIER)
@require_POST
def answer_freight_statement(request: HttpRequest, partner: Carrier, number: str) -> HttpResponse:
    """Agree with a statement, or say what is wrong with it."""
    by, words = actor_of(request), _said(request)["words"]
    found = queries.statement_numbered(number, by=by)
    if "confirm" in request.POST:
        thanks = gettext("Confirmed. It is paid with the next payout.")
        _done(request, lambda: _confirm(found, by), thanks)
    else:
        thanks = gettext("Your objection was sent. You will see the answer here.")
        _done(request, lambda: _object(found, words, by), thanks)
    return redirect("partner_portal:freight_statement", number)


def _confirm(statement: FreightStatement, by: Actor) -> FreightStatement:
    return confirm_freight_statement(statement_id=statement.id, by=by, at=clock.now())


def _object(statement: FreightStatement, words: str, by: Actor) -> FreightStatement:
    return object_to_freight_statement(statement_id=statement.id, reason=words, by=by, at=clock.now())


@page_for(Role.CARRIER)
def freight_statement_file(request: HttpRequest, partner: Carrier, number: str) -> HttpResponse:
    """A statement with all its lines, for Excel."""
    found = queries.statement_numbered(number, by=actor_of(request))
    headings = (
        noop("Bill"), noop("Line"), noop("Tracking number"), noop("Comparison"), noop("Billed"),
        noop("Paid by it"),
    )  # fmt: skip
    lines = BillLine.objects.filter(statement=found).select_related("bill")
    rows = (
        (
            one.bill.number, one.position, one.tracking_number, str(states.shown(one.finding).word),
            yuan(one.billed_fen), yuan(one.settled_fen),
        )
        for one in lines.order_by("bill__month", "bill_id", "position").iterator(chunk_size=1000)
    )  # fmt: skip
    return sheet(found.number, [gettext(heading) for heading in headings], rows)
