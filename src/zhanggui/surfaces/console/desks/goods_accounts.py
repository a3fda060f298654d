"""Goods accounts (商品账目): balance and movement of any article, place, lot and owner at any past moment."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.inventory import capabilities as may
from zhanggui.domain.inventory import goods_accounts as books
from zhanggui.domain.inventory.models import MonthClose, Warehouse
from zhanggui.domain.inventory.operations.close_month import close_month
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.goods_documents import STOCK
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import asked, day, one_of
from zhanggui.surfaces.design.sheets import sheet


class AccountsForm(forms.Form):
    """What is asked of the books: a period, and which article, place, lot or owner."""

    since = day(_("From"))
    until = day(_("Until"))
    warehouse = one_of(_("Warehouse"), lambda: Warehouse.objects.order_by("code"), required=False)
    sku = forms.CharField(label=_("SKU code"), max_length=40, required=False)
    lot = forms.CharField(label=_("Lot"), max_length=60, required=False)
    owner = forms.ChoiceField(
        label=_("Whose goods"),
        required=False,
        choices=[("", _("All")), ("house", _("The house")), ("consigned", _("Consigned"))],
    )


def _asked(request: HttpRequest) -> AccountsForm:
    today = clock.now().astimezone(SHANGHAI).date()
    first = {"since": today.replace(day=1), "until": today}
    return AccountsForm({**first, **request.GET.dict()})


def _moment(value: date, *, after: bool = False) -> datetime:
    return datetime.combine(value + timedelta(days=after), time(), tzinfo=SHANGHAI)


def _wanted(form: AccountsForm) -> books.Wanted:
    said = form.cleaned_data
    return books.Wanted(
        since=_moment(said["since"]),
        until=_moment(said["until"], after=True),
        warehouse_id=said["warehouse"].pk if said["warehouse"] else None,
        sku=said["sku"].strip(),
        lot=said["lot"].strip(),
        owner=said["owner"],
    )


@page("stock/accounts/", "goods_accounts")
def goods_accounts(request: HttpRequest) -> HttpResponse:
    """Balance before, what came, what went, balance after; for one SKU also every movement."""
    by, form = acting(request), _asked(request)
    by.require(may.SEE_STOCK)
    rows: list[books.Row] = []
    movements: list[books.Moved] = []
    if form.is_valid():
        wanted = _wanted(form)
        rows = books.rows(wanted, by=by)
        movements = books.movements(wanted, by=by) if wanted.sku else []
        if request.GET.get("as") == "xlsx":
            return _workbook(rows)
    context = shell(
        request,
        title=gettext("Goods accounts"),
        form=form,
        rows=rows,
        movements=movements,
        totals=books.totals(rows),
        limit=books.ROWS_MAX,
        query=request.GET.urlencode(),
        closes=MonthClose.objects.order_by("-month")[:3],
    )
    return TemplateResponse(request, "console/goods_accounts.html", context)


def _workbook(rows: list[books.Row]) -> HttpResponse:
    headings = (
        "SKU",
        "Goods",
        "Warehouse",
        "Location",
        "Lot",
        "Whose goods",
        "Before",
        "Came",
        "Went",
        "After",
    )
    cells = (
        (one.code, one.name, one.warehouse, one.location, one.lot, one.owner,
         one.opening, one.came, one.went, one.closing)
        for one in rows
    )  # fmt: skip
    return sheet("goods-accounts", [gettext(heading) for heading in headings], cells)


def _close(doing: Any) -> MonthClose:
    return close_month(month=doing["month"].replace(day=1), by=doing.by, at=doing.at)


@register(MonthClose)
class MonthCloseDesk(Desk):
    """Months whose goods accounts are closed: what they say now, they say for good."""

    roles = STOCK
    columns = ("month", "closed_by.person", "closed_at")
    list_select_related = ("closed_by__person",)
    ordering = ("-month",)
    starts = (
        Act(
            "close",
            _("Close a month"),
            _close,
            capability=may.CLOSE_MONTH,
            form=asked(month=day(_("Any day of the month"))),
            help=_("When it is closed, no goods document can be dated into it any more."),
        ),
    )
    tables = (
        Table(
            _("Accounts"),
            lambda close: close.lines.select_related("sku", "warehouse", "owner__organisation").order_by(
                "sku__code", "warehouse__code"
            ),
            (
                "sku", "warehouse", "whose_goods", "opening", "opening_fen", "came", "came_fen",
                "went", "went_fen", "closing", "closing_fen",
            ),
            limit=1000,
        ),
    )  # fmt: skip

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        late = books.late_movements(thing)
        return [{"template": "console/panels/late.html", "late": late}]
