"""Parts of orders and their parcels, for those who pack and load them.

Whoever changes a part holds it first, so that two scanners queue on it.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, Sum

from zhanggui.domain.delivery.models import Allocation, AllocationLine, Label, Shipment
from zhanggui.domain.delivery.rules import PACKING_CHECKS, Packing
from zhanggui.domain.delivery.states import after
from zhanggui.kernel.refusal import NotFound

__all__ = ["PACKING_CHECKS", "Allocation", "Label", "Packing", "Shipment"]


def held_part(allocation_id: UUID) -> Allocation:
    """The part of an order, held. Raises ``AllocationNotReady`` unless it is to be packed now."""
    part = Allocation.objects.locked().select_related("order").filter(pk=allocation_id).first()
    if part is None:
        raise NotFound
    after(part.state, "pack")
    return part


def order_of(allocation_id: UUID) -> UUID:
    """The order this is a part of."""
    found = Allocation.objects.filter(pk=allocation_id).values_list("order_id", flat=True).first()
    if found is None:
        raise NotFound
    return found


def pieces_of(allocation_id: UUID) -> dict[UUID, int]:
    """How many pieces of each SKU belong to a part."""
    lines = AllocationLine.objects.filter(allocation_id=allocation_id)
    return dict(lines.values_list("sku_id").annotate(pieces=Sum("quantity")).order_by("sku_id"))


def taken_from(allocation_id: UUID, sku_id: UUID) -> list[tuple[UUID, int]]:
    """From which shelves the pieces of a SKU were taken for a part, in the order of taking."""
    lines = AllocationLine.objects.filter(allocation_id=allocation_id, sku_id=sku_id, shelf__isnull=False)
    return [
        (shelf, pieces) for shelf, pieces in lines.order_by("id").values_list("shelf_id", "quantity") if shelf
    ]


def parcel_of(allocation_id: UUID) -> Shipment | None:
    """The parcel a part was closed in, with the part held, so that the answer stays true."""
    Allocation.objects.locked().filter(pk=allocation_id).first()
    return Shipment.objects.filter(allocation_id=allocation_id).first()


def parcel_here(code: str, *, warehouse_id: UUID, carrier_id: UUID) -> Shipment | None:
    """The parcel of this warehouse with this number, ours or this carrier's, held."""
    ours, theirs = Q(number__iexact=code), Q(tracking_number=code, carrier_id=carrier_id)
    here = Shipment.objects.locked().filter(allocation__warehouse_id=warehouse_id)
    if (found := here.filter(ours | theirs & ~Q(tracking_number="")).first()) is not None:
        return found
    labelled = Label.objects.filter(carrier_id=carrier_id, number=code).values_list("shipment_id", flat=True)
    return here.filter(pk__in=labelled).first()


def label_number(shipment_id: UUID, carrier_id: UUID | None = None) -> str:
    """The number on the parcel's label with this carrier, or its latest label; empty where it has none."""
    labels = Label.objects.filter(shipment_id=shipment_id)
    if carrier_id is not None:
        labels = labels.filter(carrier_id=carrier_id)
    return labels.order_by("-issued_at").values_list("number", flat=True).first() or ""


def label_numbers(shipment_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The number on the latest label of each parcel that has one."""
    labels = Label.objects.filter(shipment_id__in=list(shipment_ids)).order_by("issued_at")
    return dict(labels.values_list("shipment_id", "number"))
