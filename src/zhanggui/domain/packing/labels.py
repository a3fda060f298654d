"""What is printed for parcels: labels and delivery notes, of one or of a batch, personal data hidden."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet

from zhanggui.domain.delivery.capabilities import SEE_PARCELS
from zhanggui.domain.delivery.parcels import Allocation, Shipment, label_numbers
from zhanggui.domain.delivery.queries import Waybill, waybill_of
from zhanggui.domain.delivery.states import FINAL, AllocationState
from zhanggui.domain.packing import relaying
from zhanggui.domain.packing.dropping import keeper, own
from zhanggui.domain.packing.queries import PackLine, pack_line
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound

PRINTED = 300
"""Parcels printed at once: a printer's roll holds 500 labels, and a browser lays out so many in a second."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed for a parcel: its label, and the note that lies in it."""

    waybill: Waybill
    label_number: str
    virtual_number: str
    order: str
    ordered_at: datetime
    carrier: str
    sender: str
    box: str
    weight_grams: int
    packed_at: datetime
    lines: Sequence[PackLine]

    @property
    def code(self) -> str:
        """What the bars say: the carrier's number if there is one, else ours."""
        return self.waybill.tracking_number or self.label_number or self.waybill.number

    @property
    def pieces(self) -> int:
        """All pieces in the parcel."""
        return sum(line.wanted for line in self.lines)


class Batch(StrEnum):
    """What parcels were packed or handed over together."""

    WAVE = "wave"
    PICK_LIST = "pick-list"
    HAND_OVER = "hand-over"


_NOUNS = {
    Batch.WAVE: "delivery.Wave",
    Batch.PICK_LIST: "delivery.PickList",
    Batch.HAND_OVER: "packing.HandOver",
}


@dataclass(frozen=True, slots=True)
class Printing:
    """One print of a batch: at most ``PRINTED`` parcels, and how many prints there are."""

    labels: Sequence[Label]
    part: int
    parts: int
    parcels: int
    unpacked: int
    """Parts of orders of this batch that no parcel holds yet."""


def label(shipment_id: UUID, *, by: Actor) -> Label:
    """The label and the delivery note of a parcel, personal data hidden (PI-18). ``NotFound``."""
    by.require(SEE_PARCELS)
    found = _labels([shipment_id])
    if not found:
        raise NotFound
    return found[0]


def label_to_send(allocation_id: UUID, *, by: Actor) -> Label:
    """The label of a parcel this supplier packed. ``NotFound`` for any other's."""
    parcel = own(by).filter(pk=allocation_id).values_list("shipment__pk", flat=True).first()
    if parcel is None:
        raise NotFound
    return label(parcel, by=keeper(by))


def printing(batch: Batch, pk: UUID, *, part: int, by: Actor) -> Printing:
    """The labels of a batch, in the order in which its parcels were packed or scanned.

    As many statements however many there are. A parcel whose way is over is left out: nobody needs its label,
    and it says where somebody lives. Raises ``NotFound`` where there is no such batch or print.
    """
    by.require(SEE_PARCELS)
    parts = Allocation.objects.filter(_within(batch, pk), released_at=None)
    parcels = _parcels(batch, parts)
    unpacked = sum(parcel is None for parcel in parcels)
    packed = [parcel for parcel in parcels if parcel is not None]
    prints = max(1, -(-len(packed) // PRINTED))
    known = bool(parcels) or apps.get_model(_NOUNS[batch]).objects.filter(pk=pk).exists()
    if not known or not 1 <= part <= prints:
        raise NotFound
    chosen = packed[(part - 1) * PRINTED : part * PRINTED]
    return Printing(_labels(chosen), part, prints, len(packed), unpacked)


def _within(batch: Batch, pk: UUID) -> Q:
    match batch:
        case Batch.WAVE:
            return Q(pick_list__wave=pk)
        case Batch.PICK_LIST:
            return Q(pick_list=pk)
        case Batch.HAND_OVER:
            return Q(shipment__loaded__hand_over=pk)


def _parcels(batch: Batch, parts: QuerySet[Allocation]) -> list[UUID | None]:
    """The parcels of these parts as they lie before the printer; nothing for a part that is not packed."""
    lie = (
        ("shipment__loaded__scanned_at", "shipment__loaded__id")
        if batch is Batch.HAND_OVER
        else ("pick_list__number", "shipment__packed_at", "id")
    )
    over = Q(shipment__state__in=[state.value for state in FINAL])
    wanted = parts.exclude(over).exclude(state=AllocationState.RELEASED)
    return list(wanted.order_by(*lie).values_list("shipment__pk", flat=True))


def _labels(shipment_ids: Iterable[UUID]) -> list[Label]:
    """The labels of these parcels in their order, in as many statements however many there are."""
    chosen = list(shipment_ids)
    parcels = Shipment.objects.select_related(
        "order__address", "carrier__organisation", "allocation__warehouse"
    ).prefetch_related(
        "allocation__lines__sku",
        "allocation__lines__order_line",
        "allocation__lines__shelf__location",
        "allocation__lines__shelf__lot",
    )
    found = parcels.in_bulk(chosen)
    numbers, relays = label_numbers(chosen), relaying.virtual_numbers(chosen)
    return [_label(found[pk], numbers.get(pk, ""), relays.get(pk, "")) for pk in chosen if pk in found]


def _label(parcel: Shipment, number: str, relay: str) -> Label:
    house = parcel.allocation.warehouse
    lines: dict[UUID, list[Any]] = {}
    for row in sorted(parcel.allocation.lines.all(), key=lambda row: (row.order_line.position, row.pk)):
        lines.setdefault(row.sku_id, []).append(row)
    return Label(
        waybill=waybill_of(parcel),
        label_number=number,
        virtual_number=relay,
        order=parcel.order.number,
        ordered_at=parcel.order.placed_at,
        carrier=parcel.carrier.organisation.name if parcel.carrier else "",
        sender=f"{house.name} {house.province}{house.city}",
        box=parcel.packing.get("material", ""),
        weight_grams=parcel.packing["weight_grams"],
        packed_at=parcel.packed_at,
        lines=[pack_line(rows, sum(row.quantity for row in rows)) for rows in lines.values()],
    )
