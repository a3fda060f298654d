"""Settlement with suppliers: terms, statements, charges and payouts."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from zhanggui.domain.finance.capabilities import (
    BOOK_BANK,
    DECIDE_OBJECTIONS,
    DRAW,
    EXPLAIN,
    PAY_OUT,
    PROPOSE_CHARGES,
    PROPOSE_PAYOUTS,
    PROPOSE_TERMS,
    SEE_BOOKS,
    SEND,
)
from zhanggui.domain.finance.deposits import Movement
from zhanggui.domain.finance.models import Charge, Objection, Payout, Statement, Terms
from zhanggui.domain.finance.operations.decide_objection import Answer, decide_objection
from zhanggui.domain.finance.operations.draw_statements import draw_statements
from zhanggui.domain.finance.operations.explain_statement import explain_statement
from zhanggui.domain.finance.operations.export_payout import export_payout
from zhanggui.domain.finance.operations.propose_charge import ChargeWish, propose_charge
from zhanggui.domain.finance.operations.propose_payout import propose_payout
from zhanggui.domain.finance.operations.propose_terms import TermsWish, propose_terms
from zhanggui.domain.finance.operations.record_payout import record_payout
from zhanggui.domain.finance.operations.return_deposit import return_deposit
from zhanggui.domain.finance.operations.send_statement import send_statement
from zhanggui.domain.finance.operations.take_deposit import take_deposit
from zhanggui.domain.finance.refusals import NotApproved
from zhanggui.domain.finance.states import (
    PAYOUT,
    STATEMENT,
    ChargeKind,
    Cycle,
)
from zhanggui.domain.partners.models import Supplier
from zhanggui.kernel import clock
from zhanggui.kernel.money import yuan
from zhanggui.kernel.refusal import NotFound
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.pages import page
from zhanggui.surfaces.console.questions import YuanField, asked, choice, day, line, one_of, reason
from zhanggui.surfaces.console.statement_lines import of_supplier
from zhanggui.surfaces.console.words import choice_word_lazy
from zhanggui.surfaces.design.sheets import sheet

CYCLES = [(cycle.value, choice_word_lazy(cycle.value)) for cycle in Cycle]
CHARGES = [(kind.value, choice_word_lazy(kind.value)) for kind in ChargeKind]


def _suppliers() -> Any:
    return Supplier.objects.select_related("organisation").order_by("number")


class PercentField(forms.DecimalField):
    """A share in percent; what comes out is hundredths of a percent."""

    def __init__(self, label: Any, *, help_text: Any = "") -> None:
        super().__init__(label=label, min_value=0, max_value=100, decimal_places=2, help_text=help_text)

    def clean(self, value: Any) -> Any:
        return int(super().clean(str(value).rstrip("%％ ")) * 100)


class RatesField(forms.CharField):
    """Rates of categories, one a line: code and percent."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Commission of categories"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_(
                "Each line: category code and percent, such as kitchen 12.5. Others have the plain rate."
            ),
        )

    def clean(self, value: Any) -> Any:
        rates = {}
        for row in str(super().clean(value)).splitlines():
            code, _space, percent = row.strip().partition(" ")
            if code:
                rates[code] = PercentField("").clean(percent.strip() or "?")
        return rates


def _propose_terms(doing: Doing) -> Terms:
    wish = TermsWish(
        cycle=Cycle(doing["cycle"]),
        commission_bp=doing["commission"],
        category_bp=doing["rates"],
        discount_share_bp=doing["discount_share"],
        freight_share_bp=doing["freight_share"],
        starts_on=doing["starts_on"],
    )
    return propose_terms(supplier_id=doing["supplier"].pk, wish=wish, by=doing.by, at=doing.at)


@register(Terms)
class TermsDesk(Desk):
    """By which terms suppliers are settled with."""

    roles = SEE_BOOKS.roles
    columns = (
        "supplier",
        "number",
        "cycle",
        "commission_bp",
        "discount_share_bp",
        "freight_share_bp",
        "starts_on",
    )
    list_select_related = ("supplier__organisation",)
    list_filter = ("cycle",)
    ordering = ("-proposed_at",)
    starts = (
        Act(
            "propose",
            _("Propose terms"),
            _propose_terms,
            capability=PROPOSE_TERMS,
            form=asked(
                supplier=one_of(_("Supplier"), _suppliers),
                cycle=choice(_("Settlement cycle"), CYCLES),
                commission=PercentField(_("Commission in percent")),
                rates=RatesField(),
                discount_share=PercentField(_("Supplier's share of promotions in percent")),
                freight_share=PercentField(
                    _("Supplier's share of freight in percent"),
                    help_text=_("Of what sending its goods cost, parcel by parcel."),
                ),
                starts_on=day(_("From")),
            ),
        ),
    )


def _draw(doing: Doing) -> Statement | None:
    drawn = draw_statements(cycle=Cycle(doing["cycle"]), by=doing.by, at=doing.at)
    return drawn[0] if len(drawn) == 1 else None


def _objections(statement: Statement) -> Any:
    return Objection.objects.filter(line__statement=statement).select_related("line").order_by("raised_at")


def _answers(statement: Statement, by: Any) -> type[forms.Form]:
    waiting = _objections(statement).filter(upheld_at=None, rejected_at=None)
    names = [(str(one.pk), f"#{one.line.position} {one.reason}") for one in waiting]
    return asked(
        objection=choice(_("Objection"), names),
        answer=line(_("Answer"), limit=400),
        credit=YuanField(
            _("Credit in yuan"), required=False, help_text=_("Empty: the objection is rejected.")
        ),
    )


def _answer(doing: Doing) -> Any:
    answer = Answer(words=doing["answer"], credit_fen=doing["credit"] or 0)
    return decide_objection(objection_id=doing["objection"], answer=answer, by=doing.by, at=doing.at)


@register(Statement)
class StatementDesk(Desk):
    """What house and suppliers owe each other, cycle by cycle."""

    roles = SEE_BOOKS.roles
    columns = (
        "number", "supplier", "state", "until", "sales_fen", "returns_fen", "commission_fen",
        "charges_fen", "net_fen", "difference_fen",
    )  # fmt: skip
    list_select_related = ("supplier__organisation",)
    list_filter = ("state",)
    search_fields = ("number__exact", "supplier__organisation__name__contains")
    ordering = ("-until", "number")
    shows = (
        "number", "supplier", "state", "since", "until", "sales_fen", "returns_fen", "carried_fen",
        "commission_fen", "discount_fen", "charges_fen", "freight_fen", "net_fen", "books_fen",
        "difference_fen", "explanation", "drawn_at", "sent_at", "confirm_by", "confirmed_at",
        "payout", "paid_at",
    )  # fmt: skip
    tables = (
        Table(
            _("Objections"),
            _objections,
            ("line.position", "reason", "raised_at", "answer", "upheld_at", "rejected_at", "credit"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """Its lines, each with the transfers it comes from, and what the statement itself booked."""
        return [of_supplier(request, thing)]

    starts = (
        Act(
            "draw",
            _("Draw up statements"),
            _draw,
            capability=DRAW,
            form=asked(cycle=choice(_("Settlement cycle"), CYCLES)),
            help=_("Everything up to the last end of the cycle. It is done by itself every night."),
        ),
    )
    acts = (
        Act(
            "explain",
            _("Explain the difference"),
            lambda d: explain_statement(statement_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=EXPLAIN,
            form=asked(reason=reason()),
            offered=lambda one: STATEMENT.allows(one.state, "explain"),
        ),
        Act(
            "send",
            _("Send to the supplier"),
            lambda d: send_statement(statement_id=d.thing.pk, by=d.by, at=d.at),
            capability=SEND,
            tone="primary",
            offered=lambda one: STATEMENT.allows(one.state, "send"),
        ),
        Act(
            "answer",
            _("Answer an objection"),
            _answer,
            capability=DECIDE_OBJECTIONS,
            form=_answers,
            offered=lambda one: STATEMENT.allows(one.state, "resolve"),
        ),
    )


def _charge(doing: Doing) -> Charge:
    wish = ChargeWish(
        supplier_id=doing["supplier"].pk,
        kind=ChargeKind(doing["kind"]),
        amount_fen=doing["amount"],
        reason=doing["reason"],
        evidence=doing["evidence"],
        from_deposit=doing["taken_from"] == "deposit",
    )
    return propose_charge(wish=wish, by=doing.by, at=doing.at)


def _deposit(operation: Any) -> Any:
    def run(doing: Doing) -> None:
        paid = Movement(
            supplier_id=doing["supplier"].pk,
            amount_fen=doing["amount"],
            bank_reference=doing["bank_reference"],
        )
        operation(paid=paid, by=doing.by, at=doing.at)

    return run


DEPOSIT = asked(
    supplier=one_of(_("Supplier"), _suppliers),
    amount=YuanField(_("Amount in yuan")),
    bank_reference=line(_("Reference of the bank"), limit=64),
)


@register(Charge)
class ChargeDesk(Desk):
    """Penalties, costs and credits of suppliers beyond their sales."""

    roles = SEE_BOOKS.roles
    columns = ("number", "supplier", "kind", "amount_fen", "state", "reason", "evidence", "proposed_at")
    list_select_related = ("supplier__organisation",)
    list_filter = ("state", "kind")
    search_fields = ("number__exact", "supplier__organisation__name__contains")
    ordering = ("-proposed_at",)
    starts = (
        Act(
            "propose",
            _("Propose a charge"),
            _charge,
            capability=PROPOSE_CHARGES,
            form=asked(
                supplier=one_of(_("Supplier"), _suppliers),
                kind=choice(_("Kind"), CHARGES),
                amount=YuanField(_("Amount in yuan")),
                taken_from=choice(
                    _("Taken from"), [("statement", _("The next statement")), ("deposit", _("The deposit"))]
                ),
                reason=line(_("Reason"), limit=400),
                evidence=line(_("Number of the case or paper"), required=False, limit=80),
            ),
        ),
        Act("take-deposit", _("Book a deposit"), _deposit(take_deposit), capability=BOOK_BANK, form=DEPOSIT),
        Act(
            "return-deposit",
            _("Book a returned deposit"),
            _deposit(return_deposit),
            capability=BOOK_BANK,
            form=DEPOSIT,
        ),
    )


def _pay(doing: Doing) -> Payout:
    failed = doing["failed"].replace("，", " ").replace(",", " ").split()
    return record_payout(
        payout_id=doing.thing.pk,
        bank_reference=doing["bank_reference"],
        failed=failed,
        by=doing.by,
        at=doing.at,
    )


@register(Payout)
class PayoutDesk(Desk):
    """Confirmed statements, paid together by one file for the bank."""

    roles = SEE_BOOKS.roles
    columns = ("number", "state", "total_fen", "proposed_at", "approved_at", "paid_at", "bank_reference")
    list_filter = ("state",)
    search_fields = ("number__exact", "bank_reference__exact")
    ordering = ("-proposed_at",)
    shows = (
        "number", "state", "total_fen", "proposed_by", "proposed_at", "approved_at", "paid_at",
        "bank_reference",
    )  # fmt: skip
    tables = (
        Table(
            _("Statements"),
            lambda payout: payout.statements.select_related("supplier__organisation").order_by("number"),
            ("number", "supplier", "net_fen", "state", "paid_at"),
        ),
    )
    starts = (
        Act(
            "propose",
            _("Pay what is confirmed"),
            lambda d: propose_payout(by=d.by, at=d.at),
            capability=PROPOSE_PAYOUTS,
            help=_("All confirmed statements that wait for payment."),
        ),
    )
    acts = (
        Act(
            "pay",
            _("The bank has paid"),
            _pay,
            capability=PAY_OUT,
            tone="primary",
            form=asked(
                bank_reference=line(_("Reference of the bank"), limit=64),
                failed=line(
                    _("Statements whose payment came back"),
                    required=False,
                    help_text=_("Several, separated by spaces."),
                ),
            ),
            offered=lambda payout: PAYOUT.allows(payout.state, "pay"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """The file for the bank, once the payout is approved."""
        if not PAYOUT.allows(thing.state, "pay") or not acting(request).may(PAY_OUT):
            return []
        return [
            {"title": _("File for the bank"), "template": "console/panels/bank_file.html", "payout": thing}
        ]


@page("payouts/<str:number>.xlsx", "payout_file")
def payout_file(request: HttpRequest, number: str) -> HttpResponse:
    """The payments of an approved payout, as the bank's upload wants them."""
    try:
        payments = export_payout(number=number, by=acting(request), at=clock.now())
    except (NotFound, NotApproved) as problem:
        raise Http404 from problem
    headings = (
        noop("Holder"),
        noop("Account number"),
        noop("Bank"),
        noop("Branch"),
        noop("Amount"),
        noop("Purpose"),
    )
    rows = (
        (one.holder, one.account_number, one.bank, one.branch, yuan(one.amount_fen), one.purpose)
        for one in payments
    )
    return sheet(number, [gettext(heading) for heading in headings], rows)
