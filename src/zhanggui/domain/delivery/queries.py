"""Reads about parcels: for the warehouse's screens, the customer's page, labels and reports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import F, QuerySet, Sum

from zhanggui.domain.delivery.capabilities import SEE_PARCELS
from zhanggui.domain.delivery.following_links import code_of
from zhanggui.domain.delivery.labels import label_mobile, label_name, label_street
from zhanggui.domain.delivery.models import (
    Allocation,
    AllocationLine,
    CarrierClaim,
    DelayTold,
    Instruction,
    MadeGood,
    PickList,
    PickupPoint,
    Shipment,
    Shortage,
    Trouble,
)
from zhanggui.domain.delivery.promising import is_late, promised_on
from zhanggui.domain.delivery.route import Route, route_of
from zhanggui.domain.delivery.states import FINAL, AllocationState, Fate, ShortWay
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.schema.compiled import Compiled, Given

__all__ = ["promised_on"]
_MADE_GOOD: Compiled[tuple[UUID, Fen]] = Compiled(
    lambda: (
        MadeGood.objects.filter(order_line__order=Given("order"), fate=Given("fate"))
        .values_list("order_line__supplier_id")
        .annotate(fen=Sum(F("pieces") * F("order_line__unit_fen")))
    )
)


def orders_to_allocate(*, by: Actor) -> QuerySet[Any]:
    """Confirmed orders for which nothing is set aside yet, oldest first."""
    by.require(SEE_PARCELS)
    orders = apps.get_model("sales", "Order").objects.filter(state=OrderState.CONFIRMED, shipped_at=None)
    standing = Allocation.objects.filter(released_at=None).values("order_id")
    found: QuerySet[Any] = orders.exclude(pk__in=standing).order_by("confirmed_at")
    return found


def work(warehouse_id: UUID, state: AllocationState, *, by: Actor) -> QuerySet[Allocation]:
    """Parts of orders in one state in a warehouse, oldest first: to pick, to pack, to hand over."""
    by.require(SEE_PARCELS)
    found = Allocation.objects.filter(warehouse_id=warehouse_id, state=state)
    return (
        found.select_related("order")
        .prefetch_related("lines__sku", "lines__order_line")
        .order_by("allocated_at")
    )


@dataclass(frozen=True, slots=True)
class PickLine:
    """So many pieces of one SKU to take from the shelves."""

    sku_id: UUID
    code: str
    name: str
    pieces: int


def pick_lines(pick_list_id: UUID, *, by: Actor) -> list[PickLine]:
    """What to take for a pick list, SKU by SKU."""
    by.require(SEE_PARCELS)
    lines = AllocationLine.objects.filter(allocation__pick_list_id=pick_list_id, allocation__released_at=None)
    rows = lines.values_list("sku_id", "sku__code", "order_line__name").annotate(pieces=Sum("quantity"))
    return [PickLine(*row) for row in rows.order_by("sku__code")]


def open_pick_lists(warehouse_id: UUID, *, by: Actor) -> QuerySet[PickList]:
    """Lists somebody is walking with, oldest first."""
    by.require(SEE_PARCELS)
    found = PickList.objects.filter(warehouse_id=warehouse_id, finished_at=None)
    return found.select_related("picker__person").order_by("started_at")


def shipments(*, by: Actor) -> QuerySet[Shipment]:
    """Parcels, newest first; a carrier sees its own."""
    if by.roles <= {Role.CARRIER}:
        if by.organisation_id is None:
            raise NotFound
        own = Shipment.objects.filter(carrier__organisation_id=by.organisation_id)
        return own.select_related("carrier__organisation").order_by("-shipped_at")
    by.require(SEE_PARCELS)
    found = Shipment.objects.select_related("order", "carrier__organisation", "allocation__warehouse")
    return found.order_by("-packed_at")


def handed_over_since(since: datetime, *, by: Actor) -> list[tuple[str, list[Shipment]]]:
    """Parcels that carriers took along since then, by the carrier's name."""
    by.require(SEE_PARCELS)
    found = Shipment.objects.filter(shipped_at__gte=since, carrier__isnull=False)
    found = found.select_related("carrier__organisation", "allocation__warehouse").order_by("shipped_at")
    carriers: dict[str, list[Shipment]] = {}
    for parcel in found[:2000]:
        assert parcel.carrier is not None
        carriers.setdefault(parcel.carrier.organisation.name, []).append(parcel)
    return sorted(carriers.items())


def waiting_for_a_carrier(*, by: Actor) -> QuerySet[Shipment]:
    """Packed parcels that nobody has taken along yet, the oldest first."""
    by.require(SEE_PARCELS)
    found = Shipment.objects.filter(shipped_at=None, allocation__state=AllocationState.PACKED)
    return found.select_related("allocation__warehouse").order_by("packed_at")


def parcels_of_lot(lot_id: UUID, *, by: Actor) -> QuerySet[Shipment]:
    """Every parcel that left with pieces of this lot, oldest first, in one statement (QL-05)."""
    by.require(SEE_PARCELS)
    found = Shipment.objects.filter(
        shipped_at__isnull=False, taken_back_at=None, allocation__lines__shelf__lot_id=lot_id
    )
    return found.select_related("order", "carrier__organisation").order_by("shipped_at", "id").distinct()


def parts_holding_lot(lot_id: UUID) -> dict[UUID, dict[UUID, int]]:
    """Parts of orders with pieces of this lot that have not left: how many from which shelf, by part."""
    lines = AllocationLine.objects.filter(
        shelf__lot_id=lot_id, allocation__released_at=None, allocation__shipment__shipped_at=None
    ).exclude(allocation__state=AllocationState.SHIPPED)
    found: dict[UUID, dict[UUID, int]] = {}
    rows = lines.values_list("allocation_id", "shelf_id").annotate(n=Sum("quantity"))
    for part, shelf, pieces in rows.order_by("allocation__order_id", "allocation_id"):
        if shelf is not None:
            found.setdefault(part, {})[shelf] = pieces
    return found


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a parcel's way."""

    code: str
    at: datetime
    place: str
    note: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel as its customer sees it."""

    number: str
    state: str
    carrier: str
    tracking_number: str
    promised_on: date | None
    shipped_at: datetime | None
    delivered_at: datetime | None
    late: bool
    steps: Sequence[Step]
    route: Route
    code: str
    """Of the public link to it."""
    leave_at: Sequence[str]
    """To whom else it may be given, by the customer's word."""


def tracking_of(order_id: UUID, *, by: Actor, at: datetime) -> list[Parcel]:
    """The parcels of an order with their way, in two statements. ``NotFound`` for anybody else's order."""
    found = (
        Shipment.objects.filter(order_id=order_id)
        .select_related(
            "carrier__organisation", "order__address", "order__leave_consent", "allocation__warehouse"
        )
        .prefetch_related("events")
        .order_by("packed_at")
    )
    parcels = list(found)
    if any(parcel.order.customer_id != by.account_id for parcel in parcels) and not by.may(SEE_PARCELS):
        raise NotFound
    return [_parcel(parcel, at) for parcel in parcels]


def _parcel(shipment: Shipment, at: datetime) -> Parcel:
    return Parcel(
        number=shipment.number,
        state=shipment.state,
        carrier=shipment.carrier.organisation.name if shipment.carrier else "",
        tracking_number=shipment.tracking_number,
        promised_on=shipment.promised_on,
        shipped_at=shipment.shipped_at,
        delivered_at=shipment.delivered_at,
        late=is_late(shipment.promised_on, shipment.delivered_at or at),
        steps=[
            Step(event.code, event.occurred_at, event.place, event.note)
            for event in sorted(shipment.events.all(), key=lambda event: event.occurred_at)
        ],
        route=route_of(shipment, at),
        code=code_of(shipment.number),
        leave_at=shipment.order.leave_consent.places if hasattr(shipment.order, "leave_consent") else (),
    )


def is_packed(order_id: UUID) -> bool:
    """Whether a part of an order lies in a closed parcel, under the address it was packed for."""
    packed = Allocation.objects.filter(order_id=order_id, released_at=None, state=AllocationState.PACKED)
    return packed.exists()


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """A parcel its carrier has not finished with."""

    number: str
    carrier_id: UUID
    tracking_number: str


def parcels_on_their_way(order_id: UUID) -> list[OnTheWay]:
    """The parcels of an order that left and have not been signed for, lost or brought back."""
    rows = (
        Shipment.objects.filter(order_id=order_id, shipped_at__isnull=False, carrier__isnull=False)
        .exclude(state__in=FINAL)
        .order_by("packed_at")
        .values_list("number", "carrier_id", "tracking_number")
    )
    return [OnTheWay(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Waybill:
    """What stands on the label of a parcel, parts of it hidden (PI-18)."""

    number: str
    tracking_number: str
    recipient: str
    mobile: str
    region: str
    street: str


def waybill(shipment_id: UUID, *, by: Actor) -> Waybill:
    """The label of a parcel, for those who pack it."""
    by.require(SEE_PARCELS)
    shipment = Shipment.objects.select_related("order__address").filter(pk=shipment_id).first()
    if shipment is None:
        raise NotFound
    return waybill_of(shipment)


def waybill_of(shipment: Shipment) -> Waybill:
    """What may stand on the label of a parcel that somebody may see."""
    address = shipment.order.address
    return Waybill(
        number=shipment.number,
        tracking_number=shipment.tracking_number,
        recipient=label_name(address.recipient),
        mobile=label_mobile(address.mobile),
        # A municipality is its own province, and is written once.
        region="".join(dict.fromkeys((address.province, address.city, address.district))),
        street=label_street(address.street),
    )


def pieces_made_good(line_ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many pieces of each order line were refunded because their parcel did not arrive."""
    rows = MadeGood.objects.filter(order_line_id__in=list(line_ids)).values_list("order_line_id")
    return dict(rows.annotate(n=Sum("pieces")))


def made_good_by_supplier(order_id: UUID, fate: Fate) -> Mapping[UUID, Fen]:
    """What such pieces of an order cost, by supplier: those that come back, or those that are lost."""
    return dict(_MADE_GOOD.all(order=order_id, fate=fate))


def not_to_be_paid(order_id: UUID) -> Fen:
    """Of an order to be paid at the door: what its customer need not pay, because it never came."""
    owed = MadeGood.objects.filter(order_line__order_id=order_id).aggregate(n=Sum("refund_fen"))["n"] or 0
    if not owed:
        return 0
    troubles = Trouble.objects.filter(shipment__order_id=order_id).aggregate(n=Sum("refund_fen"))["n"] or 0
    shortages = Shortage.objects.filter(order_id=order_id).aggregate(n=Sum("refund_fen"))["n"] or 0
    return int(owed - troubles - shortages)


def later_on(order_id: UUID) -> date | None:
    """By when an order comes that will leave too late, as its customer was told."""
    return DelayTold.objects.filter(order_id=order_id).values_list("expected_on", flat=True).first()


@dataclass(frozen=True, slots=True)
class Missing:
    """Pieces of an order that are not there, as its customer sees them."""

    id: UUID
    name: str
    pieces: int
    opened_at: datetime
    way: str
    refund_fen: Fen


def missing_of(order_id: UUID) -> list[Missing]:
    """What of an order was not there and free nowhere; what was found since is left out."""
    rows = Shortage.objects.filter(order_id=order_id).exclude(way=ShortWay.FILLED).order_by("opened_at")
    return [
        Missing(*row)
        for row in rows.values_list("id", "order_line__name", "pieces", "opened_at", "way", "refund_fen")
    ]


def parcels_on_the_road(at: datetime) -> QuerySet[Shipment]:
    """Parcels that left and have not arrived, the most urgent first."""
    found = Shipment.objects.filter(shipped_at__isnull=False, delivered_at=None)
    return found.select_related("carrier__organisation", "order").order_by("promised_on")


def in_carriers_hands(warehouse_id: UUID, carriers: Iterable[UUID]) -> QuerySet[Shipment]:
    """Parcels of a warehouse that these carriers took and have not finished with, with their addresses."""
    found = Shipment.objects.filter(
        allocation__warehouse=warehouse_id, carrier__in=list(carriers), shipped_at__isnull=False
    )
    return found.exclude(state__in=FINAL).select_related("order__address", "carrier__organisation")


def points_for(province: str) -> list[PickupPoint]:
    """Where people of a province to which no carrier of ours goes may collect (B-7.1.3)."""
    return list(PickupPoint.objects.filter(closed_at=None, serves__contains=[province]).order_by("code"))


def point_called(code: str, province: str) -> PickupPoint | None:
    """The pick-up point of this code, if people of this province may collect there."""
    return PickupPoint.objects.filter(code=code, closed_at=None, serves__contains=[province]).first()


def _own_carrier(by: Actor) -> UUID:
    if Role.CARRIER not in by.roles or by.organisation_id is None:
        raise NotFound
    return by.organisation_id


def claims_of(*, by: Actor) -> QuerySet[CarrierClaim]:
    """The claims on this carrier, those that wait for its answer first."""
    mine = CarrierClaim.objects.filter(carrier__organisation_id=_own_carrier(by))
    return mine.select_related("shipment", "trouble").order_by(F("answered_at").desc(nulls_first=True), "-id")


def claim_numbered(number: str, *, by: Actor) -> CarrierClaim:
    """One claim on this carrier. ``NotFound`` for another's."""
    found = claims_of(by=by).filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def instructions_of(*, by: Actor) -> QuerySet[Instruction]:
    """What this carrier is to do with parcels, what it has not taken yet first."""
    mine = Instruction.objects.filter(shipment__carrier__organisation_id=_own_carrier(by))
    return mine.select_related("shipment", "address").order_by(F("taken_at").desc(nulls_first=True), "-id")
