"""Returns: decided, received, looked at, refunded."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.aftersales import capabilities as may
from zhanggui.domain.aftersales.models import Finding, Return
from zhanggui.domain.aftersales.operations.note_sent import Parcel, note_sent
from zhanggui.domain.aftersales.operations.refuse import refuse
from zhanggui.domain.aftersales.states import Disposition, RefusalReason
from zhanggui.domain.inventory.models import Warehouse
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.journeys.decide_return import approve_return
from zhanggui.journeys.finish_return import Found, finish_return
from zhanggui.journeys.receive_return import receive_return
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import asked, choice, line, one_of, whole, words
from zhanggui.surfaces.design import states

REASONS = [(reason.value, states.shown(reason.value).word) for reason in RefusalReason]


def _looked(found: Return, by: Actor) -> type[forms.Form]:
    """For every line: how many pieces are whole, to be scrapped, for the supplier, or not accepted."""
    fields: dict[str, Any] = {}
    for one in found.lines.select_related("line"):
        for disposition in Disposition:
            word = gettext(str(states.shown(disposition.value).word))
            fields[f"{disposition.value}:{one.line_id}"] = whole(f"{one.line.name} ({one.quantity}) · {word}")
    fields["note"] = words(_("What was found"), required=False)
    return asked(**fields)


def _nothing_yet(found: Return) -> dict[str, int]:
    start = {f"{kind.value}:{one.line_id}": 0 for one in found.lines.all() for kind in Disposition}
    return start | {f"{Disposition.RESTOCK.value}:{one.line_id}": one.quantity for one in found.lines.all()}


def _finish(doing: Doing) -> Return:
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


@register(Return)
class ReturnDesk(Desk):
    """One return, from the wish to the money."""

    roles = may.SEE_RETURNS.roles - {Role.SERVICE}
    columns = ("number", "order", "kind", "state", "requested_at", "received_at", "refund_by", "refund_fen")
    list_select_related = ("order",)
    list_filter = ("state", "kind")
    search_fields = ("number__exact", "order__number__exact", "tracking__exact")
    ordering = ("-requested_at",)
    tables = (
        Table(_("Lines"), lambda found: found.lines.select_related("line"), ("line.name", "quantity")),
        Table(
            _("Findings"),
            lambda found: Finding.objects.filter(line__goods_return=found).select_related("line__line"),
            ("line.line.name", "disposition", "pieces", "refund_fen", "note"),
        ),
        Table(_("Alarms"), lambda found: found.alarms.order_by("due_at"), ("alarm", "due_at", "noticed_at")),
    )
    acts = (
        Act(
            "approve",
            _("Agree"),
            lambda d: approve_return(return_id=d.thing.pk, note=d["note"], by=d.by, at=d.at),
            capability=may.DECIDE,
            form=asked(note=line(_("Note"), required=False)),
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
            "sent",
            _("Note the parcel"),
            lambda d: note_sent(
                return_id=d.thing.pk,
                parcel=Parcel(carrier=d["carrier"], tracking=d["tracking"]),
                by=d.by,
                at=d.at,
            ),
            capability=may.REQUEST,
            form=asked(carrier=line(_("Carrier"), limit=60), tracking=line(_("Tracking number"), limit=60)),
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
            offered=lambda found: found.state in {"approved", "sent"},
            tone="primary",
        ),
        Act(
            "finish",
            _("Look at them and refund"),
            _finish,
            capability=may.INSPECT,
            form=_looked,
            initial=_nothing_yet,
            offered=lambda found: found.state == "received",
            tone="primary",
        ),
    )
