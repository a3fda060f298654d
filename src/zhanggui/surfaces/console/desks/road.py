"""Parcels on the road: troubles and ways out, claims on carriers, lines, label numbers, pick-up points."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.delivery import capabilities as may
from zhanggui.domain.delivery.models import (
    CarrierClaim,
    CarrierLine,
    Following,
    LabelRange,
    Lane,
    PickupPoint,
    Trouble,
)
from zhanggui.domain.delivery.operations.agree_line import LineTerms, agree_line
from zhanggui.domain.delivery.operations.decide_claim import decide_claim
from zhanggui.domain.delivery.operations.open_label_range import Numbers, open_label_range
from zhanggui.domain.delivery.operations.open_pickup_point import Point, open_pickup_point
from zhanggui.domain.delivery.operations.propose_claim import propose_claim
from zhanggui.domain.delivery.operations.settle_trouble import Outcome, settle_trouble
from zhanggui.domain.delivery.risks import at_risk
from zhanggui.domain.delivery.states import CARRIERS_FAULT, CLAIM, Tracker, TroubleKind, WayOut
from zhanggui.domain.partners.models import Carrier
from zhanggui.identity.roles import Role
from zhanggui.journeys.compensate_parcel import refund_parcel, send_parcel_again
from zhanggui.kernel import clock
from zhanggui.mechanisms.cases.queries import case_of
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import YuanField, asked, choice, line, one_of, whole, words
from zhanggui.surfaces.design import states

ROAD = may.SEE_PARCELS.roles - {Role.SERVICE}
TRACKERS = [(tracker.value, states.shown(tracker.value).word) for tracker in Tracker]


def _carriers() -> Any:
    return Carrier.objects.select_related("organisation").order_by("number")


def _open(trouble: Any) -> bool:
    return trouble.settled_at is None


def _to_be_made_good(trouble: Any) -> bool:
    return _open(trouble) and trouble.shipment.settled_at is None and trouble.shipment.delivered_at is None


def _explain(doing: Doing) -> Trouble:
    outcome = Outcome(way=WayOut.EXPLAINED, finding=doing["finding"])
    return settle_trouble(trouble_id=doing.thing.pk, outcome=outcome, by=doing.by, at=doing.at)


FOUND = asked(finding=words(_("What was found, and what the customer was told")))


@register(Trouble)
class TroubleDesk(Desk):
    """What went wrong with a parcel, and how it ended for its customer; the case holds the clocks."""

    roles = ROAD
    columns = ("shipment", "kind", "note", "opened_at", "way", "settled_at")
    list_select_related = ("shipment",)
    list_filter = ("kind", "way")
    search_fields = ("shipment__number__exact", "shipment__tracking_number__exact")
    ordering = ("-opened_at",)
    shows = ("shipment", "kind", "note", "opened_at", "way", "refund_fen", "settled_at")
    acts = (
        Act(
            "again",
            _("Send the goods again"),
            lambda d: send_parcel_again(trouble_id=d.thing.pk, finding=d["finding"], by=d.by, at=d.at),
            capability=may.SETTLE_TROUBLE,
            form=FOUND,
            offered=_to_be_made_good,
            tone="primary",
            help=_(
                "The carrier must have let go of the parcel: lost, brought back, or told to bring it back."
            ),
        ),
        Act(
            "refund",
            _("Refund the goods"),
            lambda d: refund_parcel(trouble_id=d.thing.pk, finding=d["finding"], by=d.by, at=d.at),
            capability=may.SETTLE_TROUBLE,
            form=FOUND,
            offered=_to_be_made_good,
            help=_(
                "The carrier must have let go of the parcel: lost, brought back, or told to bring it back."
            ),
        ),
        Act(
            "explain",
            _("Close it with an explanation"),
            _explain,
            capability=may.HANDLE_TROUBLE,
            form=FOUND,
            offered=_open,
        ),
        Act(
            "claim",
            _("Claim it of the carrier"),
            lambda d: propose_claim(trouble_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.CLAIM,
            offered=lambda trouble: (
                TroubleKind(trouble.kind) in CARRIERS_FAULT and not hasattr(trouble.shipment, "claim")
            ),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        return [{"template": "console/panels/case_link.html", "case": case_of(thing.pk)}]


@register(CarrierClaim)
class ClaimDesk(Desk):
    """What a carrier is asked to pay for a parcel it lost or damaged; it answers in its portal."""

    roles = ROAD
    columns = ("number", "carrier", "shipment", "asked_fen", "state", "answer_by", "agreed_fen")
    list_select_related = ("carrier__organisation", "shipment")
    list_filter = ("state", "carrier")
    search_fields = ("number__exact", "shipment__number__exact")
    ordering = ("-proposed_at",)
    shows = ("number", "carrier", "shipment", "trouble", "worth_fen", "basis", "asked_fen", "state",
             "proposed_at", "answer_by", "answered_at", "answer", "agreed_fen", "ended_at")  # fmt: skip
    acts = (
        Act(
            "decide",
            _("Decide what it comes to"),
            lambda d: decide_claim(
                claim_id=d.thing.pk, agreed_fen=d["agreed"] or 0, finding=d["finding"], by=d.by, at=d.at
            ),
            capability=may.DECIDE_CLAIM,
            form=asked(
                agreed=YuanField(
                    _("Agreed sum, yuan"), required=False, help_text=_("Empty: the claim is dropped.")
                ),
                finding=words(_("How it was decided")),
            ),
            offered=lambda claim: CLAIM.allows(claim.state, "drop"),
            help=_("After a dispute, or when the carrier has let its time pass."),
        ),
    )


@register(CarrierLine)
class LineDesk(Desk):
    """How each carrier tells us of its parcels, and for what it answers."""

    roles = ROAD
    columns = ("carrier", "tracker", "code", "liability_fen", "declared_most_fen", "agreed_at")
    list_select_related = ("carrier__organisation",)
    ordering = ("carrier__number",)
    starts = (
        Act(
            "agree",
            _("Write down what was agreed"),
            lambda d: agree_line(
                carrier_id=d["carrier"].pk,
                terms=LineTerms(
                    tracker=Tracker(d["tracker"]),
                    code=d["code"],
                    liability_fen=d["liability"],
                    declared_most_fen=d["declared"] or 0,
                ),
                by=d.by,
                at=d.at,
            ),
            capability=may.AGREE_LINE,
            form=asked(
                carrier=one_of(_("Carrier"), _carriers),
                tracker=choice(_("It tells us by"), TRACKERS),
                code=line(_("Its name there"), limit=40),
                liability=YuanField(_("Owed for a parcel without a declared value, at most, yuan")),
                declared=YuanField(_("Highest value that may be declared, yuan"), required=False),
            ),
        ),
    )


@register(LabelRange)
class LabelRangeDesk(Desk):
    """Label numbers that carriers gave us. Each is given out once, ever."""

    roles = ROAD
    columns = ("carrier", "prefix", "first", "last", "next", "opened_at")
    list_select_related = ("carrier__organisation",)
    list_filter = ("carrier",)
    ordering = ("-opened_at",)
    tables = (
        Table(
            _("Given to"),
            lambda numbers: numbers.labels.select_related("shipment").order_by("-serial"),
            ("number", "shipment", "declared_fen", "issued_at"),
        ),
    )
    starts = (
        Act(
            "open",
            _("Take in a range"),
            lambda d: open_label_range(
                carrier_id=d["carrier"].pk,
                numbers=Numbers(prefix=d["prefix"], first=d["first"], last=d["last"]),
                by=d.by,
                at=d.at,
            ),
            capability=may.OPEN_LABELS,
            form=asked(
                carrier=one_of(_("Carrier"), _carriers),
                prefix=line(_("Letters in front"), limit=8, required=False),
                first=whole(_("First number"), least=1, most=10**15),
                last=whole(_("Last number"), least=1, most=10**15),
            ),
        ),
    )


@register(Following)
class FollowingDesk(Desk):
    """Which parcels trackers were asked to tell us of, and which of them somebody has to look after."""

    roles = ROAD
    columns = ("shipment", "tracker", "state", "tries", "next_try_at", "followed_at", "last_answer")
    list_select_related = ("shipment",)
    list_filter = ("state", "tracker")
    search_fields = ("shipment__number__exact",)
    ordering = ("-id",)


@register(Lane)
class LaneDesk(Desk):
    """How long carriers took from province to province, counted every night."""

    roles = ROAD
    columns = ("carrier", "origin", "destination", "parcels", "counted_at")
    list_select_related = ("carrier__organisation",)
    list_filter = ("carrier", "destination")
    ordering = ("-parcels",)
    shows = ("carrier", "origin", "destination", "parcels", "counted_at")

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        return [{"template": "console/panels/lane.html", "tally": thing.tally[:21], "lane": thing}]


class ProvincesField(forms.CharField):
    """Provinces, one a line or between commas."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value).replace("，", ",").replace("、", ",").replace("\n", ",")
        return tuple(part.strip() for part in text.split(",") if part.strip())


@register(PickupPoint)
class PickupPointDesk(Desk):
    """Where people collect parcels that no carrier of ours brings to them."""

    roles = ROAD
    columns = ("code", "name", "city", "hours", "serves", "closed_at")
    search_fields = ("code__exact", "name")
    ordering = ("code",)
    starts = (
        Act(
            "open",
            _("Open a pick-up point"),
            lambda d: open_pickup_point(point=Point(**d.answers), by=d.by, at=d.at),
            capability=may.OPEN_POINT,
            form=asked(
                code=line(_("Code"), limit=12),
                name=line(_("Name"), limit=80),
                province=line(_("Province"), limit=40),
                city=line(_("City"), limit=40),
                district=line(_("District or county"), limit=40, required=False),
                street=line(_("Street, house, flat"), limit=120),
                hours=line(_("Open"), limit=60),
                serves=ProvincesField(label=_("For people of these provinces"), max_length=400),
            ),
        ),
    )


@page("road/", "road")
def road(request: HttpRequest) -> HttpResponse:
    """The board of parcels at risk: what will be late, what is silent, what is in trouble."""
    board = at_risk(by=acting(request), at=clock.now())
    return render(request, "console/road.html", shell(request, title=_("Parcels at risk"), board=board))
