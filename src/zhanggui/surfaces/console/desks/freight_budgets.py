"""What freight may cost and does cost: budgets, and where it is too dear."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from zhanggui.domain.freight import analysis as costs
from zhanggui.domain.freight import capabilities as may
from zhanggui.domain.freight.analysis import Cost
from zhanggui.domain.freight.models import Budget
from zhanggui.domain.freight.operations.propose_budget import BudgetWish, propose_budget
from zhanggui.domain.freight.operations.watch_budgets import watch_budgets
from zhanggui.domain.freight.rules import spent_percent
from zhanggui.domain.freight.spending import spent
from zhanggui.domain.freight.states import BudgetState
from zhanggui.domain.inventory.models import Warehouse
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import yuan
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.books import MonthField
from zhanggui.surfaces.console.desks.freight_prices import FREIGHT, carriers
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import YuanField, asked, line, one_of
from zhanggui.surfaces.design import shown
from zhanggui.surfaces.design.sheets import sheet
from zhanggui.surfaces.design.templatetags.design import badge


def _propose(doing: Doing) -> Budget:
    wish = BudgetWish(
        month=doing["month"],
        amount_fen=doing["amount"],
        assumptions=doing["assumptions"],
        carrier_id=doing["carrier"].pk if doing["carrier"] else None,
        warehouse_id=doing["warehouse"].pk if doing["warehouse"] else None,
        province=doing["province"],
    )
    return propose_budget(wish=wish, by=doing.by, at=doing.at)


@register(Budget)
class BudgetDesk(Desk):
    """Freight budgets by month, carrier and lane."""

    roles = FREIGHT
    columns = ("month", "carrier", "warehouse", "province", "amount_fen", "stands", "decided_at")
    shows = (
        "month", "carrier", "warehouse", "province", "amount_fen", "assumptions", "proposed_by",
        "proposed_at", "decided_at",
    )  # fmt: skip
    list_select_related = ("carrier__organisation", "warehouse")
    list_filter = ("state", "month", "carrier")
    ordering = ("-month", "-proposed_at")
    tables = (
        Table(
            _("Alarms"),
            lambda budget: budget.alarms.order_by("percent"),
            ("percent", "spent_fen", "raised_at"),
        ),
    )
    starts = (
        Act(
            "propose",
            _("Propose a budget"),
            _propose,
            capability=may.PROPOSE_BUDGETS,
            form=asked(
                month=MonthField(_("Month")),
                carrier=one_of(_("Carrier"), carriers, required=False),
                warehouse=one_of(_("Warehouse"), lambda: Warehouse.objects.order_by("code"), required=False),
                province=line(_("Province"), required=False, limit=40),
                amount=YuanField(_("Amount in yuan")),
                assumptions=line(_("What it was reckoned from"), limit=400),
            ),
            help=_("What is left empty means all of them. Approved, it takes the place of the one before."),
        ),
        Act(
            "watch",
            _("Look at all budgets now"),
            lambda d: watch_budgets(by=d.by, at=d.at) and None,
            capability=may.WATCH_BUDGETS,
            help=_("Alarms are raised for those nearly used up. It is done by itself every hour."),
        ),
    )

    @admin.display(description=_("State"))
    def stands(self, budget: Any) -> SafeString:
        """The badge of the list: a budget is not made public when it holds."""
        word = pgettext("budget", "In force") if budget.state == BudgetState.IN_FORCE else ""
        return badge(budget.state, word)

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """How much of it is used up."""
        if thing.state != BudgetState.IN_FORCE:
            return []
        used = spent(thing)
        percent = spent_percent(used, thing.amount_fen)
        return [{"template": "console/panels/spent.html", "spent_fen": used, "percent": percent, "of": thing}]


def _month(request: HttpRequest) -> date:
    today = clock.now().astimezone(SHANGHAI).date()
    try:
        return date.fromisoformat(request.GET.get("month", "") + "-01")
    except ValueError:
        return today.replace(day=1)


@page("freight/analysis/", "freight_analysis")
def freight_analysis(request: HttpRequest) -> HttpResponse:
    """What the parcels of a month cost, as plots and tables, and where they could have cost less."""
    by, month = acting(request), _month(request)
    found = costs.analysis(month, by=by, at=clock.now())
    if request.GET.get("as") == "xlsx":
        return _workbook(found)
    context = shell(
        request,
        title=gettext("Freight: where it is dear"),
        month=f"{month:%Y-%m}",
        found=found,
        days=[amount / 100 for amount in found.days],
        plots=_plots(found),
        saved=sum(lane.saved_fen for lane in found.lanes),
    )
    return TemplateResponse(request, "console/freight_analysis.html", context)


def _plots(found: costs.Analysis) -> list[tuple[str, list[tuple[str, float, str]], str]]:
    """Bars, each with the sentence a screen reader says."""
    carriers_, places = list(found.carriers), list(found.provinces)[:12]
    plots = [
        (gettext("Yuan a parcel, by carrier"), [_bar(one, one.per_parcel_fen) for one in carriers_]),
        (gettext("Yuan a kilogram, by carrier"), [_bar(one, one.per_kg_fen) for one in carriers_]),
        (gettext("Share of the goods' value, by carrier"), [_share(one) for one in carriers_]),
        (gettext("Freight by province"), [_bar(one, one.amount_fen) for one in places]),
    ]
    return [
        (title, rows, f"{title}: " + ", ".join(f"{name} {text}" for name, _value, text in rows))
        for title, rows in plots
    ]


def _bar(cost: Cost, fen: int) -> tuple[str, float, str]:
    return cost.name, float(fen), shown.money_text(fen)


def _share(cost: Cost) -> tuple[str, float, str]:
    return cost.name, float(cost.share_permille), f"{cost.share_permille / 10:.1f}%"


def _workbook(found: costs.Analysis) -> HttpResponse:
    headings = (
        noop("Warehouse"), noop("Province"), noop("Carrier"), noop("Parcels"), noop("Freight"),
        noop("A parcel"), noop("A kilogram"), noop("Cheapest able carrier"), noop("With it"), noop("Saves"),
    )  # fmt: skip
    rows = (
        (
            lane.warehouse, lane.province, lane.carrier, lane.cost.parcels, yuan(lane.cost.amount_fen),
            yuan(lane.cost.per_parcel_fen), yuan(lane.cost.per_kg_fen), lane.cheaper,
            None if lane.cheaper_fen is None else yuan(lane.cheaper_fen), yuan(lane.saved_fen),
        )
        for lane in found.lanes
    )  # fmt: skip
    return sheet(f"freight-{found.month:%Y-%m}", [gettext(name) for name in headings], rows)
