"""After-sales cases: decided, received, looked at, refunded, exchanged."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from zhanggui.domain.aftersales import capabilities as may
from zhanggui.domain.aftersales.models import CasePicture, Exchange, Finding, Return
from zhanggui.domain.aftersales.operations.add_picture import add_picture
from zhanggui.domain.aftersales.operations.arrange_pickup import Span, arrange_pickup
from zhanggui.domain.aftersales.operations.note_sent import Parcel, note_sent
from zhanggui.domain.aftersales.operations.refuse import refuse
from zhanggui.domain.aftersales.printing import goes
from zhanggui.domain.aftersales.proving import burden_until
from zhanggui.domain.aftersales.queries import picture_content
from zhanggui.domain.aftersales.states import OPEN, Disposition, RefusalReason, Remedy, WayBack
from zhanggui.domain.inventory.models import Warehouse
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.journeys.decide_return import approve_return, withdraw_return
from zhanggui.journeys.finish_return import Found, finish_return
from zhanggui.journeys.receive_return import receive_return
from zhanggui.kernel import clock
from zhanggui.kernel.norms import source_of
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.mechanisms.documents.web import as_response
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.repairs import LOANS, PARTS, REPAIR_ACTS, REPAIRS, to_be_looked_at
from zhanggui.surfaces.console.pages import page
from zhanggui.surfaces.console.questions import (
    MomentField,
    YuanField,
    asked,
    choice,
    line,
    one_of,
    paper,
    pictures,
    whole,
    words,
)
from zhanggui.surfaces.design import states

WAYS = [
    (WayBack.SHIPPED.value, _("Sent or dropped off by the customer")),
    (WayBack.PICKED_UP.value, _("Fetched by a courier")),
]
REASONS = [(reason.value, states.shown(reason.value).word) for reason in RefusalReason]


def _looked(found: Return, by: Actor) -> type[forms.Form]:
    """For every line: how many pieces are whole, to be scrapped, for the supplier, or not accepted."""
    fields: dict[str, Any] = {}
    for one in found.lines.select_related("line"):
        for disposition in Disposition:
            label = f"{one.line.name} × {one.quantity} · {goes(disposition)}"
            fields[f"{disposition.value}:{one.line_id}"] = whole(label, most=one.quantity)
    fields["pictures"] = pictures(
        _("Pictures of what came back"), help_text=_("They stay with the case, and the customer sees them.")
    )
    fields["note"] = words(
        _("What was found"),
        required=False,
        help_text=_("Needed for what is not accepted: the customer reads it."),
    )
    return asked(**fields)


def _nothing_yet(found: Return) -> dict[str, int]:
    start = {f"{kind.value}:{one.line_id}": 0 for one in found.lines.all() for kind in Disposition}
    return start | {f"{Disposition.RESTOCK.value}:{one.line_id}": one.quantity for one in found.lines.all()}


@transaction.atomic
def _finish(doing: Doing) -> Return:
    """What was seen is kept before it is judged: both, or neither."""
    for file in doing["pictures"]:
        _file(file, doing)
    findings = [
        Found(
            line_id=UUID(name.split(":")[1]),
            disposition=Disposition(name.split(":")[0]),
            pieces=pieces,
            note=doing["note"],
        )
        for name, pieces in doing.answers.items()
        if ":" in name and pieces
    ]
    return finish_return(return_id=doing.thing.pk, found=findings, by=doing.by, at=doing.at)


def _decided(found: Return, by: Actor) -> type[forms.Form]:
    """What is agreed on: for goods that are kept, also how much."""
    fields: dict[str, Any] = {"note": line(_("Note"), required=False)}
    if found.remedy == Remedy.REFUND_ONLY and found.order.delivered_at is not None:
        fields["amount"] = YuanField(_("How much goes back, in yuan"))
    return asked(**fields)


def _asked_for(found: Return) -> dict[str, Any]:
    return {"amount": Decimal(found.asked_fen) / 100} if found.asked_fen else {}


def _add_picture(doing: Doing) -> Return:
    _file(doing["file"], doing)
    found: Return = doing.thing
    return found


def _file(file: Any, doing: Doing) -> None:
    upload = Upload.of(file.name or "", file.file, file.content_type or "")
    add_picture(return_id=doing.thing.pk, upload=upload, by=doing.by, at=doing.at)


def _exchange_panel(found: Return) -> dict[str, Any] | None:
    exchange = Exchange.objects.select_related("order").filter(goods_return=found).first()
    if exchange is None:
        return None
    where = reverse("admin:sales_order_change", args=[exchange.order_id]) if exchange.order else ""
    return {"template": "console/panels/exchange.html", "exchange": exchange, "where": where}


@register(Return)
class ReturnDesk(Desk):
    """One case, from the wish to the money, the other goods or the mended ones."""

    roles = may.SEE_RETURNS.roles - {Role.SERVICE}
    columns = (
        "number", "order", "remedy", "kind", "cause", "state", "requested_at", "received_at", "refund_by",
        "refund_fen",
    )  # fmt: skip
    list_select_related = ("order",)
    list_filter = ("state", "remedy", "kind", "cause")
    search_fields = ("number__exact", "order__number__exact", "tracking__exact")
    ordering = ("-requested_at",)
    shows = (
        "number", "order", "customer", "remedy", "kind", "cause", "reason", "asked_fen", "state",
        "freight_bearer", "requested_by", "requested_at", "consent", "decided_by", "decided_at", "refusal",
        "decision_note", "return_address", "way_back", "pickup_from", "pickup_until", "carrier", "tracking",
        "sent_at", "warehouse", "received_by", "received_at", "refund_by", "inspected_by", "inspected_at",
        "refund_fen", "finished_at", "withdrawn_at",
    )  # fmt: skip
    tables = (
        Table(_("Lines"), lambda found: found.lines.select_related("line"), ("line.name", "quantity")),
        Table(
            _("Findings"),
            lambda found: Finding.objects.filter(line__goods_return=found).select_related("line__line"),
            ("line.line.name", "disposition", "pieces", "refund_fen", "note"),
        ),
        REPAIRS,
        LOANS,
        PARTS,
        Table(_("Alarms"), lambda found: found.alarms.order_by("due_at"), ("alarm", "due_at", "noticed_at")),
    )
    acts = (
        Act(
            "approve",
            _("Agree"),
            lambda d: approve_return(
                return_id=d.thing.pk, note=d["note"], amount_fen=d.answers.get("amount"), by=d.by, at=d.at
            ),
            capability=may.DECIDE,
            form=_decided,
            initial=_asked_for,
            offered=lambda found: found.state in {"requested", "refused"},
            tone="primary",
        ),
        Act(
            "refuse",
            _("Refuse"),
            lambda d: refuse(
                return_id=d.thing.pk, refusal=RefusalReason(d["refusal"]), note=d["note"], by=d.by, at=d.at
            ),
            capability=may.DECIDE,
            form=asked(refusal=choice(_("Reason"), REASONS), note=words(_("What the customer reads"))),
            offered=lambda found: found.state == "requested",
            tone="danger",
        ),
        Act(
            "withdraw",
            _("Withdraw for the customer"),
            lambda d: withdraw_return(return_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.DECIDE,
            offered=lambda found: found.state in {"requested", "approved"},
        ),
        Act(
            "pickup",
            _("Send a courier"),
            lambda d: arrange_pickup(
                return_id=d.thing.pk, span=Span(d["since"], d["until"]), by=d.by, at=d.at
            ),
            capability=may.DECIDE,
            form=asked(since=MomentField(_("From")), until=MomentField(_("Until"))),
            offered=lambda found: found.state == "approved",
        ),
        Act(
            "sent",
            _("Note the parcel"),
            lambda d: note_sent(
                return_id=d.thing.pk,
                parcel=Parcel(way_back=WayBack(d["way_back"]), carrier=d["carrier"], tracking=d["tracking"]),
                by=d.by,
                at=d.at,
            ),
            capability=may.REQUEST,
            form=asked(
                way_back=choice(_("How it comes"), WAYS),
                carrier=line(_("Carrier"), limit=60),
                tracking=line(_("Tracking number"), limit=60),
            ),
            offered=lambda found: found.state == "approved",
        ),
        Act(
            "receive",
            _("Receive the goods"),
            lambda d: receive_return(return_id=d.thing.pk, warehouse_id=d["warehouse"].pk, by=d.by, at=d.at),
            capability=may.RECEIVE,
            form=asked(
                warehouse=one_of(
                    _("Warehouse"), lambda: Warehouse.objects.filter(closed_at=None).order_by("code")
                )
            ),
            offered=lambda found: found.state in {"approved", "sent"} and found.remedy != "refund_only",
            tone="primary",
        ),
        Act(
            "picture",
            _("Add a picture"),
            _add_picture,
            capability=may.ADD_PICTURE,
            form=asked(file=paper(_("Picture"))),
            offered=lambda found: found.state in OPEN,
        ),
        Act(
            "finish",
            _("Look at them and decide"),
            _finish,
            capability=may.INSPECT,
            form=_looked,
            initial=_nothing_yet,
            offered=lambda found: to_be_looked_at(found),
            tone="primary",
        ),
        *REPAIR_ACTS,
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """What it is exchanged for, and the pictures."""
        shown = {
            "template": "console/panels/case_pictures.html",
            "pictures": CasePicture.objects.filter(goods_return=thing).select_related("added_by__person"),
            "number": thing.number,
            "case": thing.pk,
            "customer": thing.customer_id,
            "said": thing.reason,
            "burden_until": burden_until(thing),
            "source": source_of("return.burden_months", on=thing.requested_at),
        }
        exchange = _exchange_panel(thing)
        return [exchange, shown] if exchange else [shown]

    def beside(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """Who decides looks at the pictures while deciding."""
        return self.panels(request, thing) if thing is not None else []


@page("after-sales/<str:number>/pictures/<uuid:picture>", "case_picture")
@require_safe
def case_picture(request: HttpRequest, number: str, picture: UUID) -> HttpResponse:
    """A picture of a case, for those whose work it is."""
    try:
        return as_response(picture_content(number, picture, by=acting(request), at=clock.now()))
    except NotFound:
        raise Http404 from None
