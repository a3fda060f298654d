"""Parcels: allocation, pick lists, packing, hand-over, and what carriers tell."""

from collections import Counter
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.delivery import capabilities as may
from zhanggui.domain.delivery import queries, walking
from zhanggui.domain.delivery.models import Allocation, PickList, Shipment, Wave
from zhanggui.domain.delivery.operations.confirm_pick import confirm_pick
from zhanggui.domain.delivery.operations.plan_wave import plan_wave
from zhanggui.domain.delivery.operations.reallocate_order import reallocate_order
from zhanggui.domain.delivery.operations.record_tracking_event import CarrierNotice
from zhanggui.domain.delivery.operations.start_picking import start_picking
from zhanggui.domain.delivery.operations.take_back_parcel import take_back_parcel
from zhanggui.domain.delivery.operations.take_pick_list import take_pick_list
from zhanggui.domain.delivery.rules import PACKING_CHECKS
from zhanggui.domain.delivery.states import CARRIER_CODES, AllocationState
from zhanggui.domain.inventory.models import Warehouse
from zhanggui.domain.packing.labels import Batch
from zhanggui.domain.partners.models import Carrier
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.journeys.allocate_orders import allocate_orders
from zhanggui.journeys.receive_carrier_event import receive_carrier_event
from zhanggui.journeys.ship_parcel import ship_parcel
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.printing import kinds
from zhanggui.surfaces.console.questions import MomentField, asked, choice, line, one_of, reason, whole
from zhanggui.surfaces.console.road_acts import ROAD_ACTS
from zhanggui.surfaces.console.words import choice_word
from zhanggui.surfaces.design import states

WAREHOUSE = may.SEE_PARCELS.roles - {Role.SERVICE}
CODES = [(code, states.shown(state.value).word) for code, state in CARRIER_CODES.items()]


def _start(doing: Doing) -> PickList:
    waiting = Allocation.objects.filter(warehouse=doing["warehouse"], state=AllocationState.ALLOCATED)
    chosen = list(waiting.order_by("allocated_at").values_list("pk", flat=True)[: doing["orders"]])
    return start_picking(warehouse_id=doing["warehouse"].pk, allocation_ids=chosen, by=doing.by, at=doing.at)


def _elsewhere(doing: Doing) -> Allocation:
    return reallocate_order(
        order_id=doing.thing.order_id,
        warehouse_id=doing["warehouse"].pk,
        reason=doing["reason"],
        by=doing.by,
        at=doing.at,
    )


def _unpacked(parcel: Shipment, by: Actor) -> type[forms.Form]:
    """For every SKU that came back: how many pieces are damaged."""
    came: Counter[tuple[UUID, str]] = Counter()
    for one in parcel.allocation.lines.select_related("order_line"):
        came[one.sku_id, one.order_line.name] += one.quantity
    return asked(
        **{
            f"damaged:{sku}": whole(f"{name} × {pieces} · {gettext('damaged pieces')}", most=pieces)
            for (sku, name), pieces in came.items()
        }
    )


def _unpack(doing: Doing) -> Shipment:
    damaged = {UUID(name.split(":")[1]): pieces for name, pieces in doing.answers.items() if pieces}
    return take_back_parcel(shipment_id=doing.thing.pk, damaged=damaged, by=doing.by, at=doing.at)


@register(Wave)
class WaveDesk(Desk):
    """Many orders picked together, divided among walks."""

    roles = WAREHOUSE
    columns = ("number", "warehouse", "planned_by.person", "planned_at")
    list_select_related = ("warehouse", "planned_by__person")
    list_filter = ("warehouse",)
    ordering = ("-planned_at",)
    tables = (
        Table(
            _("Walks"),
            lambda wave: wave.pick_lists.select_related("picker__person").order_by("number"),
            ("number", "picker.person", "started_at", "finished_at"),
        ),
    )
    starts = (
        Act(
            "plan",
            _("Plan a wave"),
            lambda d: plan_wave(
                warehouse_id=d["warehouse"].pk,
                orders_most=d["orders"],
                orders_a_walk=d["walk"],
                by=d.by,
                at=d.at,
            ),
            capability=may.PLAN_WAVE,
            form=asked(
                warehouse=one_of(
                    _("Warehouse"), lambda: Warehouse.objects.filter(closed_at=None).order_by("code")
                ),
                orders=whole(_("Orders at most"), least=1, most=20_000),
                walk=whole(_("Orders in one walk"), least=1, most=60),
            ),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        return [{"template": "console/panels/prints.html", "kinds": kinds(Batch.WAVE, thing.pk)}]


@register(Allocation)
class AllocationDesk(Desk):
    """A warehouse's part of an order, from set aside to shipped."""

    roles = WAREHOUSE
    columns = ("order", "warehouse", "state", "why", "pick_list", "allocated_at")
    list_select_related = ("order", "warehouse", "pick_list")
    list_filter = ("state", "warehouse")
    search_fields = ("order__number__exact",)
    ordering = ("allocated_at",)
    tables = (
        Table(
            _("Pieces"),
            lambda allocation: allocation.lines.select_related(
                "order_line", "sku", "shelf__location", "shelf__lot"
            ),
            ("order_line.name", "sku", "shelf", "quantity"),
        ),
    )
    starts = (
        Act(
            "allocate",
            _("Allocate what waits"),
            lambda d: allocate_orders(by=d.by, at=d.at),
            capability=may.ALLOCATE,
            help=_("All waiting orders together, at the least cost; it also happens each minute."),
        ),
        Act(
            "pick",
            _("Start a pick list"),
            _start,
            capability=may.PICK,
            form=asked(
                warehouse=one_of(
                    _("Warehouse"), lambda: Warehouse.objects.filter(closed_at=None).order_by("code")
                ),
                orders=whole(_("Orders at most"), least=1, most=60),
            ),
        ),
    )
    acts = (
        Act(
            "elsewhere",
            _("Send it from another warehouse"),
            _elsewhere,
            capability=may.OVERRIDE,
            form=asked(
                warehouse=one_of(
                    _("Warehouse"), lambda: Warehouse.objects.filter(closed_at=None).order_by("code")
                ),
                reason=reason(),
            ),
            offered=lambda allocation: allocation.state == AllocationState.ALLOCATED,
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        there = reverse("admin:pack_part", args=[thing.pk]) if thing.state == AllocationState.PICKED else ""
        return [{"template": "console/panels/bench.html", "bench": there}] if there else []


def _counted(walk: PickList, by: Actor) -> type[forms.Form]:
    """One number for each SKU on the list, as it is counted into the trolley."""
    fields = {
        f"sku_{one.sku_id}": whole(f"{one.name} · {one.code} ({one.pieces})")
        for one in queries.pick_lines(walk.pk, by=by)
    }
    return asked(**fields)


def _confirm(doing: Doing) -> PickList:
    picked = {UUID(name.removeprefix("sku_")): pieces for name, pieces in doing.answers.items()}
    return confirm_pick(pick_list_id=doing.thing.pk, picked=picked, by=doing.by, at=doing.at)


@register(PickList)
class PickListDesk(Desk):
    """What to take from which shelf, for many orders in one walk; printable."""

    roles = WAREHOUSE
    columns = ("number", "warehouse", "picker.person", "started_at", "finished_at")
    list_select_related = ("warehouse", "picker__person")
    list_filter = ("warehouse",)
    search_fields = ("number__exact",)
    ordering = ("-started_at",)
    tables = (
        Table(
            _("Orders on this list"),
            lambda walk: walk.allocations.select_related("order"),
            ("order", "state"),
        ),
    )
    acts = (
        Act(
            "take",
            _("Take this walk"),
            lambda d: take_pick_list(pick_list_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.PICK,
            offered=lambda walk: walk.picker_id is None,
            tone="primary",
        ),
        Act(
            "confirm",
            _("Confirm what was picked"),
            _confirm,
            capability=may.PICK,
            form=_counted,
            offered=lambda walk: walk.picker_id is not None and walk.finished_at is None,
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        scan = reverse("admin:walk", args=[thing.pk]) if thing.finished_at is None else ""
        return [
            {"template": "console/panels/pick.html", "stops": walking.stops(thing.pk), "scan": scan},
            {"template": "console/panels/prints.html", "kinds": kinds(Batch.PICK_LIST, thing.pk)},
        ]


def _event(doing: Doing) -> Shipment:
    parcel: Shipment = doing.thing
    notice = CarrierNotice(
        tracking_number=parcel.tracking_number,
        key=f"desk-{parcel.number}-{doing['code']}-{doing['occurred_at']:%Y%m%d%H%M}",
        code=doing["code"],
        occurred_at=doing["occurred_at"],
        note=doing["note"],
        signer=doing["signer"],
    )
    assert parcel.carrier_id is not None
    receive_carrier_event(carrier_id=parcel.carrier_id, notice=notice, by=doing.by, at=doing.at)
    return parcel


@register(Shipment)
class ShipmentDesk(Desk):
    """A parcel: by whom it was packed, who carries it, and how it fares against the promise."""

    roles = WAREHOUSE
    columns = ("number", "order", "state", "carrier", "tracking_number", "promised_on", "delivered_at")
    list_select_related = ("order", "carrier__organisation")
    list_filter = ("state", "carrier")
    search_fields = ("number__exact", "tracking_number__exact", "order__number__exact")
    ordering = ("-packed_at",)
    shows = (
        "number", "order", "allocation", "state", "state_since", "packer", "packed_at", "carrier",
        "tracking_number", "handed_over_by", "shipped_at", "promised_on", "expected_on", "delay_told_at",
        "last_event_at", "delivered_at", "signed_by", "taken_back_at", "settled_at",
    )  # fmt: skip
    tables = (
        Table(
            _("What the carrier told"),
            lambda parcel: parcel.events.order_by("-occurred_at"),
            ("code", "occurred_at", "place", "note", "signer"),
        ),
        Table(
            _("Troubles"),
            lambda parcel: parcel.troubles.order_by("-opened_at"),
            ("kind", "note", "opened_at", "way", "settled_at"),
        ),
        Table(
            _("What the carrier was told"),
            lambda parcel: parcel.instructions.select_related("address").order_by("-given_at"),
            ("errand", "reason", "given_at", "taken_at"),
        ),
    )
    acts = (
        Act(
            "ship",
            _("Hand over to a carrier"),
            lambda d: ship_parcel(
                shipment_id=d.thing.pk,
                carrier_id=d["carrier"].pk,
                tracking_number=d["tracking_number"],
                by=d.by,
                at=d.at,
            ),
            capability=may.HAND_OVER,
            form=asked(
                carrier=one_of(
                    _("Carrier"),
                    lambda: Carrier.objects.filter(state="active").select_related("organisation"),
                ),
                tracking_number=line(_("Tracking number"), limit=40),
            ),
            offered=lambda parcel: parcel.shipped_at is None,
            tone="primary",
        ),
        Act(
            "event",
            _("Write down what the carrier told"),
            _event,
            capability=may.TRACK,
            form=asked(
                code=choice(_("Event"), CODES),
                occurred_at=MomentField(_("When")),
                signer=line(_("Signed by"), required=False, limit=60),
                note=line(_("Note"), required=False),
            ),
            offered=lambda parcel: parcel.shipped_at is not None and parcel.delivered_at is None,
        ),
        Act(
            "unpack",
            _("It came back: unpack it"),
            _unpack,
            capability=may.PACK,
            form=_unpacked,
            initial=lambda parcel: {f"damaged:{line.sku_id}": 0 for line in parcel.allocation.lines.all()},
            help=_("What is whole goes back on sale, where it came from. What is damaged is destroyed."),
            offered=lambda parcel: parcel.state == "returned" and parcel.taken_back_at is None,
        ),
        *ROAD_ACTS,
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        label = queries.waybill(thing.pk, by=acting(request))
        paper = reverse("admin:parcel_label", args=[thing.pk])
        packed = {
            "template": "console/panels/packed.html",
            "packing": thing.packing,
            "checks": [
                (gettext(said), name in thing.packing.get("checks", ()))
                for name, said in PACKING_CHECKS.items()
            ],
            "handling": [choice_word(one) for one in thing.packing.get("handling", ())],
        }
        return [{"template": "console/panels/waybill.html", "label": label, "print": paper}, packed]
