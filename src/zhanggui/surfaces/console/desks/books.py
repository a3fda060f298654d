"""The books: vouchers, closed months, trial balance and profit and loss; and the protection fund."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from zhanggui.domain.finance import reports
from zhanggui.domain.finance.capabilities import (
    BOOK_BANK,
    CLAIM_FUND,
    KEEP_BOOKS,
    PAY_CLAIMS,
    SEE_BOOKS,
)
from zhanggui.domain.finance.chart import chart
from zhanggui.domain.finance.models import FundClaim, Period, Voucher
from zhanggui.domain.finance.operations.claim_on_fund import ClaimWish, claim_on_fund
from zhanggui.domain.finance.operations.close_period import close_period
from zhanggui.domain.finance.operations.contribute_to_fund import contribute_to_fund
from zhanggui.domain.finance.operations.make_vouchers import make_vouchers
from zhanggui.domain.finance.operations.pay_claim import pay_claim
from zhanggui.domain.finance.reports import By
from zhanggui.domain.finance.states import CLAIM
from zhanggui.domain.finance.tracing import NOTHING, Only, account_in_month, transfers_behind
from zhanggui.domain.sales.models import Order
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import id_in
from zhanggui.kernel.money import Fen
from zhanggui.surfaces.console.about import things_about
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.profit import WAYS, way_name
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import YuanField, asked, line
from zhanggui.surfaces.console.voucher_sheets import LAYOUTS, rows_of
from zhanggui.surfaces.design.sheets import sheet

TRANSFERS = 50
"""Of those behind a voucher, so many on a page."""


class MonthField(forms.DateField):
    """A month of the calendar; what comes out is its first day."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            input_formats=["%Y-%m"],
            widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
        )


class OrderField(forms.CharField):
    """An order by its number."""

    def clean(self, value: Any) -> Any:
        found = Order.objects.filter(number=str(super().clean(value)).strip()).first()
        if found is None:
            raise forms.ValidationError(_("There is no order of this number."))
        return found


@dataclass(frozen=True, slots=True)
class BookLine:
    """A line of a voucher with the name of its account."""

    account_code: str
    account_name: str
    debit_fen: Fen | None
    credit_fen: Fen | None


def _lines(voucher: Voucher) -> Iterable[BookLine]:
    for one in voucher.lines.order_by("position"):
        name = chart()[one.code].name
        yield BookLine(one.code, name, one.debit_fen or None, one.credit_fen or None)


def _only(request: HttpRequest) -> Only | None:
    """The way of selling to whose transfers an address keeps a voucher, if it names one."""
    way = request.GET.get("by", "")
    return Only(By(way), request.GET.get("key", "")) if way in set(By) - {By.MONTH} else None


@register(Voucher)
class VoucherDesk(Desk):
    """Vouchers, made from the ledger and never written by hand."""

    roles = SEE_BOOKS.roles
    columns = ("__str__", "date", "kind", "total_fen", "transfers", "happened_on", "made_at")
    list_filter = ("month",)
    ordering = ("-month", "-number")
    shows = ("month", "number", "date", "kind", "total_fen", "transfers", "happened_on", "made_at")
    tables = (Table(_("Lines"), _lines, ("account_code", "account_name", "debit_fen", "credit_fen")),)

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """The transfers that the voucher sums up, each with what it was about."""
        last = id_in(request.GET.get("after", "")) or NOTHING
        only = _only(request)
        found = transfers_behind(thing, only=only, after=last, limit=TRANSFERS + 1, by=acting(request))
        about = things_about((one.subject_type, one.subject_id) for one in found[:TRANSFERS])
        rows = [
            (
                one,
                chart()[one.debit_code].name,
                chart()[one.credit_code].name,
                about[one.subject_type, one.subject_id],
            )
            for one in found[:TRANSFERS]
        ]
        panel = {
            "title": pgettext("books", "What it is made of"),
            "template": "console/panels/transfers.html",
            "rows": rows,
            "only": f"{WAYS[only.way]} · {way_name(only.key or None, only.way)}" if only else "",
        }
        if len(found) > TRANSFERS:
            kept = {"by": only.way.value, "key": only.key} if only else {}
            panel["more"] = urlencode({**kept, "after": str(found[TRANSFERS - 1].id)})
        return [panel]

    starts = (
        Act(
            "make",
            _("Make vouchers now"),
            lambda d: make_vouchers(by=d.by, at=d.at) and None,
            capability=KEEP_BOOKS,
            help=_(
                "Everything the ledger holds that is in no voucher yet. It is done by itself every night."
            ),
        ),
    )


@register(Period)
class PeriodDesk(Desk):
    """Months whose books are closed."""

    roles = SEE_BOOKS.roles
    columns = ("__str__", "vouchers", "closed_by", "closed_at")
    list_select_related = ("closed_by__person",)
    ordering = ("-month",)
    starts = (
        Act(
            "close",
            _("Close a month"),
            lambda d: close_period(month=d["month"], by=d.by, at=d.at),
            capability=KEEP_BOOKS,
            form=asked(month=MonthField(_("Month"))),
            help=_("Nothing enters a closed month any more; what comes late is booked in the next one."),
        ),
    )


def _claim(doing: Doing) -> FundClaim:
    wish = ClaimWish(
        order_id=doing["order"].pk,
        amount_fen=doing["amount"],
        harm=doing["harm"],
        payee=doing["payee"],
        evidence=doing["evidence"],
    )
    return claim_on_fund(wish=wish, by=doing.by, at=doing.at)


@register(FundClaim)
class FundClaimDesk(Desk):
    """What the protection fund was asked to pay, and paid."""

    roles = SEE_BOOKS.roles | CLAIM_FUND.roles
    columns = ("number", "order", "amount_fen", "state", "harm", "proposed_at", "decide_by", "paid_at")
    list_select_related = ("order",)
    list_filter = ("state",)
    search_fields = ("number__exact", "order__number__exact")
    ordering = ("-proposed_at",)
    shows = (
        "number", "order", "amount_fen", "state", "harm", "evidence", "proposed_by", "proposed_at",
        "decide_by", "decided_at", "paid_at", "bank_reference",
    )  # fmt: skip
    starts = (
        Act(
            "claim",
            _("Claim on the fund"),
            _claim,
            capability=CLAIM_FUND,
            form=asked(
                order=OrderField(label=_("Order number")),
                amount=YuanField(_("Amount in yuan")),
                harm=line(_("What happened to the customer"), limit=400),
                evidence=line(_("Number of the complaint"), required=False, limit=80),
                payee=line(_("Who is paid, and where")),
            ),
        ),
        Act(
            "contribute",
            _("Book a contribution"),
            lambda d: contribute_to_fund(
                amount_fen=d["amount"], bank_reference=d["bank_reference"], by=d.by, at=d.at
            ),
            capability=BOOK_BANK,
            form=asked(
                amount=YuanField(_("Amount in yuan")),
                bank_reference=line(_("Reference of the bank"), limit=64),
            ),
        ),
    )
    acts = (
        Act(
            "pay",
            _("The fund has paid"),
            lambda d: pay_claim(claim_id=d.thing.pk, bank_reference=d["bank_reference"], by=d.by, at=d.at),
            capability=PAY_CLAIMS,
            tone="primary",
            form=asked(bank_reference=line(_("Reference of the bank"), limit=64)),
            offered=lambda claim: CLAIM.allows(claim.state, "pay"),
        ),
    )


def _month(request: HttpRequest) -> date:
    today = clock.now().astimezone(SHANGHAI).date()
    try:
        return date.fromisoformat(request.GET.get("month", "") + "-01")
    except ValueError:
        return today.replace(day=1)


@page("books/", "books")
def books(request: HttpRequest) -> HttpResponse:
    """Trial balance and profit and loss of one month."""
    by, month = acting(request), _month(request)
    by.require(SEE_BOOKS)
    rows = reports.trial_balance(month, by=by)
    profit = reports.profit_and_loss(month, by=by)
    context = shell(
        request,
        title=_("Books"),
        month=f"{month:%Y-%m}",
        rows=[(row.account.name, row) for row in rows],
        debit=sum(row.debit_fen for row in rows),
        credit=sum(row.credit_fen for row in rows),
        profit=[(row.account.name, row) for row in profit],
        result=sum(row.amount_fen for row in profit),
        closed=Period.objects.filter(month=month).first(),
    )
    return TemplateResponse(request, "console/books.html", context)


@page("books/accounts/<str:code>/", "book_account")
def book_account(request: HttpRequest, code: str) -> HttpResponse:
    """One account in one month: what it began with, and each line with its voucher."""
    by, month = acting(request), _month(request)
    by.require(SEE_BOOKS)
    account = chart().get(code)
    if account is None:
        raise Http404
    opening, posted = account_in_month(code, month, by=by)
    context = shell(
        request,
        title=f"{code} {account.name}",
        code=code,
        month=f"{month:%Y-%m}",
        opening=opening,
        posted=posted,
        debit=sum(one.line.debit_fen for one in posted),
        credit=sum(one.line.credit_fen for one in posted),
        closing=posted[-1].balance_fen if posted else opening,
    )
    return TemplateResponse(request, "console/book_account.html", context)


@page("books/vouchers.xlsx", "voucher_file")
def voucher_file(request: HttpRequest) -> HttpResponse:
    """The vouchers of a month, with the columns that an accounting package imports."""
    by, month = acting(request), _month(request)
    by.require(SEE_BOOKS)
    layout = LAYOUTS.get(request.GET.get("layout", "plain"))
    if layout is None:
        raise Http404
    return sheet(f"{layout.name}-{month:%Y-%m}", layout.headings, rows_of(layout, month, maker=by.name))
