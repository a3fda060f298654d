"""What can be done about a parcel on the road: ask after it, report a trouble, instruct its carrier."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhanggui.domain.delivery import capabilities as may
from zhanggui.domain.delivery.models import Shipment, Trouble
from zhanggui.domain.delivery.notices import CarrierNotice
from zhanggui.domain.delivery.operations.instruct_carrier import Wanted, instruct_carrier
from zhanggui.domain.delivery.operations.open_trouble import Found, open_trouble
from zhanggui.domain.delivery.refusals import TrackerSilent
from zhanggui.domain.delivery.states import FINAL, TROUBLES, Errand, Tracker, TroubleKind
from zhanggui.domain.delivery.trackers import TrackerRefused, TrackerUnreachable
from zhanggui.domain.sales.operations import AddressWish
from zhanggui.journeys.follow_parcels import look_after
from zhanggui.journeys.receive_carrier_event import receive_carrier_event
from zhanggui.journeys.redirect_parcel import redirect_parcel
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.questions import asked, choice, line, reason

KINDS = [(kind.value, _(word)) for kind, word in TROUBLES.items() if kind != TroubleKind.LOST]


def on_the_road(parcel: Any) -> bool:
    """A carrier has it, and has not finished with it."""
    return parcel.shipped_at is not None and parcel.state not in FINAL


def _is_followed(parcel: Any) -> bool:
    line = getattr(parcel.carrier, "line", None) if parcel.carrier_id else None
    return on_the_road(parcel) and line is not None and line.tracker != Tracker.PORTAL


def _look(doing: Doing) -> Shipment:
    parcel: Shipment = doing.thing
    try:
        look_after(shipment_id=parcel.pk, at=doing.at)
    except (TrackerUnreachable, TrackerRefused) as problem:
        raise TrackerSilent(answer=str(problem)[:120]) from problem
    return parcel


def _trouble(doing: Doing) -> Trouble:
    found = Found(kind=TroubleKind(doing["kind"]), note=doing["note"])
    return open_trouble(shipment_id=doing.thing.pk, found=found, by=doing.by, at=doing.at)


def _lost(doing: Doing) -> Shipment:
    parcel: Shipment = doing.thing
    notice = CarrierNotice(
        tracking_number=parcel.tracking_number,
        key=f"desk-{parcel.number}-lost",
        code="lost",
        occurred_at=doing.at,
        note=doing["reason"],
    )
    assert parcel.carrier_id is not None
    receive_carrier_event(carrier_id=parcel.carrier_id, notice=notice, by=doing.by, at=doing.at)
    return parcel


def _bring_back(doing: Doing) -> Shipment:
    wanted = Wanted(errand=Errand.RETURN, reason=doing["reason"])
    instruct_carrier(shipment_id=doing.thing.pk, wanted=wanted, by=doing.by, at=doing.at)
    shipment: Shipment = doing.thing
    return shipment


def _redirect(doing: Doing) -> Shipment:
    given = dict(doing.answers)
    why = given.pop("reason")
    redirect_parcel(
        shipment_id=doing.thing.pk, address=AddressWish(**given), reason=why, by=doing.by, at=doing.at
    )
    shipment: Shipment = doing.thing
    return shipment


ROAD_ACTS = (
    Act("look", _("Ask its tracker now"), _look, capability=may.FOLLOW, offered=_is_followed),
    Act(
        "trouble",
        _("Report a trouble"),
        _trouble,
        capability=may.OPEN_TROUBLE,
        form=asked(
            kind=choice(pgettext_lazy("trouble", "What is wrong"), KINDS),
            note=line(_("Note"), required=False, limit=400),
        ),
        offered=lambda parcel: parcel.shipped_at is not None,
    ),
    Act(
        "bring-back",
        _("Have it brought back"),
        _bring_back,
        capability=may.INSTRUCT,
        form=asked(reason=reason()),
        offered=on_the_road,
    ),
    Act(
        "redirect",
        _("To another address"),
        _redirect,
        capability=may.INSTRUCT,
        form=asked(
            recipient=line(_("Recipient"), limit=60),
            mobile=line(_("Mobile number"), limit=20),
            province=line(_("Province"), limit=40),
            city=line(_("City"), limit=60),
            district=line(_("District or county"), limit=60, required=False),
            street=line(_("Street, house, flat")),
            reason=reason(),
        ),
        offered=on_the_road,
    ),
    Act(
        "lost",
        _("Declare it lost"),
        _lost,
        capability=may.SETTLE_TROUBLE,
        form=asked(reason=reason()),
        offered=on_the_road,
        tone="danger",
        help=_("Its goods are written off as lost, and a claim is made on the carrier."),
    ),
)
