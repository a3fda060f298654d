"""What carriers are paid and promise: freight agreements, the freight of each parcel, and scores by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.freight import capabilities as may
from zhanggui.domain.freight import sheets
from zhanggui.domain.freight.models import Accrual, Scorecard, Tariff
from zhanggui.domain.freight.operations.end_tariff import end_tariff
from zhanggui.domain.freight.operations.propose_tariff import TariffWish, propose_tariff
from zhanggui.domain.freight.operations.reweigh_parcel import reweigh_parcel
from zhanggui.domain.freight.queries import tariff_seen
from zhanggui.domain.freight.rules import Levels, Surcharges, Table
from zhanggui.domain.freight.states import AccrualState, TariffState
from zhanggui.domain.partners.models import Carrier
from zhanggui.identity.roles import Role
from zhanggui.journeys.evaluate_carriers import evaluate_carriers
from zhanggui.kernel.money import yuan
from zhanggui.kernel.refusal import NotFound
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, register
from zhanggui.surfaces.console.desk import Table as Rows
from zhanggui.surfaces.console.desks.books import MonthField
from zhanggui.surfaces.console.desks.settlement import PercentField
from zhanggui.surfaces.console.pages import page
from zhanggui.surfaces.console.questions import YuanField, asked, day, one_of, paper, reason, whole
from zhanggui.surfaces.console.words import choice_word
from zhanggui.surfaces.design.sheets import sheet

FREIGHT = may.SEE_FREIGHT.roles - {Role.SERVICE}


def carriers() -> Any:
    """Carriers that are not gone, for a question."""
    return Carrier.objects.exclude(state="left").select_related("organisation").order_by("number")


class PermilleField(forms.DecimalField):
    """A share in percent with one decimal; what comes out is thousandths."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, min_value=0, max_value=100, decimal_places=1)

    def clean(self, value: Any) -> Any:
        return int(super().clean(str(value).rstrip("%％ ")) * 10)


def _propose(doing: Doing) -> Tariff:
    surcharges = Surcharges(
        divisor=doing["divisor"],
        fragile_fen=doing["fragile"] or 0,
        insurance_bp=doing["insurance"],
        insured_from_fen=doing["insured_from"] or 0,
        cod_bp=doing["cod"],
        cod_least_fen=doing["cod_least"] or 0,
    )
    levels = Levels(
        on_time_permille=doing["on_time"],
        damaged_permille=doing["damaged"],
        lost_permille=doing["lost"],
        complaints_permille=doing["complaints"],
        cod_days=doing["cod_days"],
    )
    wish = TariffWish(
        table=Table(zones=sheets.zone_rows(doing["zones"].read()), surcharges=surcharges),
        levels=levels,
        starts_on=doing["starts_on"],
        ends_on=doing["ends_on"],
    )
    return propose_tariff(carrier_id=doing["carrier"].pk, wish=wish, by=doing.by, at=doing.at)


QUESTIONS = asked(
    carrier=one_of(_("Carrier"), carriers),
    starts_on=day(_("From")),
    ends_on=day(_("Until")),
    zones=paper(_("Price table, Excel or CSV")),
    divisor=whole(_("Cubic centimetres that count as a kilogram; 0: weight only"), most=20_000),
    fragile=YuanField(_("Fragile, yuan a parcel"), required=False),
    insurance=PercentField(_("Insurance, percent of the goods")),
    insured_from=YuanField(_("Goods are insured from, yuan"), required=False),
    cod=PercentField(_("Cash on delivery, percent of what is collected")),
    cod_least=YuanField(_("Cash on delivery, yuan at least"), required=False),
    on_time=PermilleField(_("On time, percent at least")),
    damaged=PermilleField(_("Damaged, percent at most")),
    lost=PermilleField(_("Lost, percent at most")),
    complaints=PermilleField(_("Complaints, percent at most")),
    cod_days=whole(_("Days until collected cash is handed over"), most=90),
)


@register(Tariff)
class TariffDesk(Desk):
    """Freight agreements: proposed here, approved by finance, confirmed by the carrier."""

    roles = FREIGHT
    columns = ("__str__", "state", "starts_on", "ends_on", "on_time_permille", "cod_days", "answered_at")
    list_select_related = ("carrier__organisation",)
    list_filter = ("state", "carrier")
    ordering = ("-proposed_at",)
    shows = (
        "carrier", "number", "state", "starts_on", "ends_on", "held_until", "divisor", "fragile_fen",
        "insurance_bp", "insured_from_fen", "cod_bp", "cod_least_fen", "on_time_permille",
        "damaged_permille", "lost_permille", "complaints_permille", "cod_days", "proposed_by", "proposed_at",
        "answered_at", "answer",
    )  # fmt: skip
    tables = (
        Rows(
            _("Prices"),
            lambda tariff: tariff.zones.order_by("code"),
            (
                "code", "origin", "provinces", "first_grams", "first_fen", "step_grams", "step_fen",
                "remote_fen", "hours",
            ),
        ),
    )  # fmt: skip
    starts = (
        Act(
            "propose",
            _("Propose a freight agreement"),
            _propose,
            capability=may.PROPOSE_TARIFFS,
            form=QUESTIONS,
            help=_("The columns of the table are those of an agreement's own file for Excel."),
        ),
    )
    acts = (
        Act(
            "end",
            _("End it earlier"),
            lambda d: end_tariff(
                tariff_id=d.thing.pk, last_day=d["last_day"], reason=d["reason"], by=d.by, at=d.at
            ),
            capability=may.PROPOSE_TARIFFS,
            form=asked(last_day=day(_("Last day")), reason=reason()),
            offered=lambda tariff: tariff.state == TariffState.CONFIRMED,
            tone="danger",
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """The price table for Excel: it can be changed there, and proposed as the next."""
        return [
            {
                "title": _("Price table for Excel"),
                "template": "console/panels/file.html",
                "address": reverse("admin:freight_zones_file", args=[thing.pk]),
            }
        ]


@page("freight/prices/<uuid:pk>/zones.xlsx", "freight_zones_file")
def zones_file(request: HttpRequest, pk: Any) -> HttpResponse:
    """The price table of an agreement, with the columns in which one is sent in."""
    by = acting(request)
    by.require(may.SEE_FREIGHT)
    try:
        tariff = tariff_seen(pk, by=by)
    except NotFound as problem:
        raise Http404 from problem
    headings = [gettext(name) for name in sheets.ZONE_COLUMNS]
    return sheet(f"prices-{tariff.carrier.number}-{tariff.number}", headings, _zones(tariff))


def _zones(tariff: Tariff) -> Iterable[tuple[Any, ...]]:
    for zone in tariff.zones.order_by("code"):
        yield (
            zone.code, zone.origin, "、".join(zone.provinces), zone.first_grams / 1000, yuan(zone.first_fen),
            zone.step_grams / 1000, yuan(zone.step_fen), yuan(zone.remote_fen), zone.hours,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an amount's explanation, in words."""

    what: str
    count: int
    amount_fen: int


@register(Accrual)
class AccrualDesk(Desk):
    """The freight of each parcel, with its explanation."""

    roles = FREIGHT
    columns = (
        "tracking_number", "carrier", "warehouse", "province", "charged_grams", "amount_fen", "state",
        "accrued_at",
    )  # fmt: skip
    list_select_related = ("carrier__organisation", "warehouse")
    list_filter = ("state", "carrier", "warehouse", "month")
    search_fields = ("tracking_number__exact", "shipment__number__exact")
    ordering = ("-accrued_at",)
    shows = (
        "shipment", "tracking_number", "carrier", "tariff", "zone", "warehouse", "province", "month", "grams",
        "volume_cm3", "fragile", "charged_grams", "goods_fen", "cod_fen", "amount_fen", "state",
    )  # fmt: skip
    tables = (
        Rows(
            _("On bills"),
            lambda accrual: accrual.bill_lines.select_related("bill"),
            ("bill", "position", "billed_fen", "finding", "state"),
        ),
    )
    acts = (
        Act(
            "reweigh",
            _("Reckon by another weight"),
            lambda d: reweigh_parcel(
                accrual_id=d.thing.pk, grams=d["grams"], reason=d["reason"], by=d.by, at=d.at
            ),
            capability=may.REWEIGH,
            form=asked(grams=whole(_("Weight, grams"), least=1), reason=reason()),
            offered=lambda accrual: accrual.state != AccrualState.ACCEPTED,
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """How the amount came about, the last reckoning first."""
        reckonings = [
            (one, [Line(choice_word(row["what"]), row["count"], row["fen"]) for row in one.explanation])
            for one in thing.reckonings.select_related("reckoned_by__person").order_by("-number")
        ]
        return [{"template": "console/panels/reckonings.html", "reckonings": reckonings}]


def _evaluate(doing: Doing) -> None:
    month: date = doing["month"]
    evaluate_carriers(month=month, by=doing.by, at=doing.at)


@register(Scorecard)
class ScorecardDesk(Desk):
    """How carriers kept what they agreed to, by month."""

    roles = FREIGHT
    columns = ("carrier", "month", "points", "below", "evaluated_at")
    list_select_related = ("carrier__organisation",)
    list_filter = ("carrier", "month")
    ordering = ("-month", "carrier")
    shows = ("carrier", "month", "tariff", "points", "below", "evaluated_by", "evaluated_at")
    starts = (
        Act(
            "evaluate",
            _("Evaluate a month"),
            _evaluate,
            capability=may.EVALUATE,
            form=asked(month=MonthField(_("Month"))),
            help=_("Every carrier that took parcels in it. It is done by itself when the month is over."),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """Each figure against its level."""
        return [
            {
                "template": "console/panels/scores.html",
                "scores": [(choice_word(one["what"]), one) for one in thing.scores],
                "figures": [(choice_word(name), value) for name, value in thing.figures.items()],
            }
        ]
