"""Reads for the packing bench and the ramp: what is to be packed, what a parcel's label says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Min, Prefetch, QuerySet

from zhanggui.domain.delivery.capabilities import SEE_PARCELS
from zhanggui.domain.delivery.parcels import Allocation
from zhanggui.domain.delivery.parcels import Label as ParcelLabel
from zhanggui.domain.delivery.states import AllocationState
from zhanggui.domain.packing.dropping import keeper, own
from zhanggui.domain.packing.models import BenchWork, HandOver, LoadedParcel, PackTrouble
from zhanggui.domain.packing.reach import packed
from zhanggui.domain.packing.refusals import NothingToPack
from zhanggui.domain.packing.states import BenchState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound

SHOWN = 200


def to_pack() -> QuerySet[Allocation]:
    """Picked parts of orders that no parcel holds yet."""
    return Allocation.objects.filter(state=AllocationState.PICKED)


@dataclass(frozen=True, slots=True)
class Tote:
    """A finished pick list with orders still to be packed."""

    pick_list_id: UUID
    number: str
    warehouse: str
    orders: int
    picked_at: datetime


def totes(*, by: Actor) -> list[Tote]:
    """Pick lists whose goods wait for a bench, the oldest first."""
    by.require(SEE_PARCELS)
    rows = to_pack().exclude(pick_list=None).values_list(
        "pick_list_id", "pick_list__number", "warehouse__name"
    ).annotate(orders=Count("id"), at=Min("pick_list__finished_at")).order_by("at")  # fmt: skip
    return [Tote(*row) for row in rows[:SHOWN]]


def stopped(*, by: Actor) -> QuerySet[BenchWork]:
    """Parcels that the scales stopped, the oldest first."""
    by.require(SEE_PARCELS)
    found = BenchWork.objects.filter(state=BenchState.STOPPED, allocation__in=to_pack())
    return found.select_related("allocation__order", "packer__person", "box").order_by("weighed_at")


@dataclass(frozen=True, slots=True)
class Found:
    """What a scanned number leads to: a tote, or one part of an order."""

    pick_list_id: UUID | None = None
    allocation_id: UUID | None = None


def found(code: str, *, by: Actor) -> Found:
    """What is packed under this number: a pick list's or an order's. Raises ``NothingToPack``."""
    by.require(SEE_PARCELS)
    said = code.strip()
    listed = to_pack().filter(pick_list__number__iexact=said).values_list("pick_list_id", flat=True).first()
    if listed is not None:
        return Found(pick_list_id=listed)
    part = (
        to_pack()
        .filter(order__number__iexact=said)
        .order_by("allocated_at")
        .values_list("pk", flat=True)
        .first()
    )
    if part is None:
        raise NothingToPack(code=said[:40])
    return Found(allocation_id=part)


def parts_of(pick_list_id: UUID, *, by: Actor) -> list[Allocation]:
    """The orders of a tote that are still to be packed, with the bench each lies on."""
    by.require(SEE_PARCELS)
    parts = to_pack().filter(pick_list_id=pick_list_id).select_related("order", "bench__packer__person")
    return list(parts.prefetch_related("lines__sku").order_by("allocated_at")[:SHOWN])


def part_wanting(pick_list_id: UUID, code: str, *, by: Actor) -> UUID:
    """The part of a tote this scanned piece goes into: one on my bench, else the oldest that nobody has.

    Raises ``NothingToPack``.
    """
    by.require(SEE_PARCELS)
    wanting = to_pack().filter(pick_list_id=pick_list_id, lines__sku__code__iexact=code.strip()).distinct()
    parts = list(wanting.select_related("bench").order_by("allocated_at"))
    mine = [one for one in parts if (bench := _bench(one)) and bench.packer_id == by.account_id]
    free = [one for one in parts if (bench := _bench(one)) is None or bench.packer_id is None]
    for part in [*(one for one in mine if _lacks(one, code)), *free]:
        return part.pk
    raise NothingToPack(code=code.strip()[:40])


def _bench(part: Allocation) -> BenchWork | None:
    return getattr(part, "bench", None)


def _lacks(part: Allocation, code: str) -> bool:
    bench = _bench(part)
    if bench is None or bench.state != BenchState.SCANNING:
        return False
    inside = packed(bench)
    rows = part.lines.filter(sku__code__iexact=code.strip()).values_list("sku_id", "quantity")
    return sum(pieces for _, pieces in rows) > sum(inside.get(sku, 0) for sku in {sku for sku, _ in rows})


@dataclass(frozen=True, slots=True)
class PackLine:
    """So many pieces of one SKU that belong into the parcel, and from where they were picked."""

    sku_id: UUID
    code: str
    name: str
    wanted: int
    packed: int
    places: Sequence[str]

    @property
    def left(self) -> int:
        """How many pieces are not in the parcel yet."""
        return self.wanted - self.packed


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an order as the bench shows it."""

    allocation: Any
    bench: BenchWork | None
    lines: Sequence[PackLine]
    troubles: Sequence[PackTrouble]

    @property
    def left(self) -> int:
        """How many pieces are not in the parcel yet."""
        return sum(line.left for line in self.lines)

    @property
    def pieces(self) -> dict[UUID, int]:
        """How many pieces of each SKU belong into it."""
        return {line.sku_id: line.wanted for line in self.lines}


def part(allocation_id: UUID, *, by: Actor) -> Part:
    """One part of an order at the bench, in five statements whatever it holds."""
    by.require(SEE_PARCELS)
    parts = Allocation.objects.select_related(
        "order", "warehouse", "pick_list", "bench__packer__person", "bench__box"
    )
    allocation = parts.filter(pk=allocation_id).first()
    if allocation is None:
        raise NotFound
    bench = _bench(allocation)
    lines: dict[UUID, list[Any]] = {}
    told = allocation.lines.select_related("sku", "order_line", "shelf__location", "shelf__lot")
    for line in told.order_by("order_line__position", "id"):
        lines.setdefault(line.sku_id, []).append(line)
    inside = packed(bench) if bench else {}
    troubles = list(bench.troubles.select_related("sku").order_by("found_at")) if bench else []
    return Part(
        allocation, bench, [pack_line(rows, inside.get(sku, 0)) for sku, rows in lines.items()], troubles
    )


def pack_line(rows: Sequence[Any], inside: int) -> PackLine:
    """The allocated pieces of one SKU, as many of which lie in the parcel."""
    places = [f"{row.shelf.location} · {row.shelf.lot}" for row in rows if row.shelf is not None]
    wanted = sum(row.quantity for row in rows)
    first = rows[0]
    return PackLine(
        first.sku_id, first.sku.code, first.order_line.name, wanted, inside, list(dict.fromkeys(places))
    )


def labels_of(shipment_id: UUID) -> list[ParcelLabel]:
    """The label numbers a parcel was given, the latest first."""
    given = ParcelLabel.objects.filter(shipment_id=shipment_id).select_related("carrier__organisation")
    return list(given.order_by("-issued_at"))


def hand_overs(*, by: Actor) -> QuerySet[HandOver]:
    """Lists of parcels for carriers, the open ones first, then the latest."""
    by.require(SEE_PARCELS)
    found = HandOver.objects.select_related("warehouse", "carrier__organisation")
    return found.annotate(loaded=Count("parcels")).order_by("-closed_at", "-opened_at")


def hand_over(hand_over_id: UUID, *, by: Actor) -> HandOver:
    """One list. ``NotFound``."""
    by.require(SEE_PARCELS)
    found = (
        HandOver.objects.select_related("warehouse", "carrier__organisation").filter(pk=hand_over_id).first()
    )
    if found is None:
        raise NotFound
    return found


def loaded(listed: HandOver) -> list[Any]:
    """The parcels of a list as they were scanned, the latest first."""
    rows = listed.parcels.select_related("shipment__order", "scanned_by__person").order_by(
        "-scanned_at", "-id"
    )
    return list(rows)


def papers_since(since: datetime, *, by: Actor) -> list[tuple[HandOver, list[Any]]]:
    """The lists opened since then that hold anything, with their parcels, the oldest first."""
    by.require(SEE_PARCELS)
    scanned = LoadedParcel.objects.select_related("shipment").order_by("-scanned_at", "-id")
    lists = HandOver.objects.filter(opened_at__gte=since).select_related("warehouse", "carrier__organisation")
    found = lists.order_by("opened_at").prefetch_related(Prefetch("parcels", scanned, to_attr="scanned"))
    return [(one, one.scanned) for one in found[:SHOWN] if one.scanned]


def troubles_since(since: datetime) -> dict[str, int]:
    """How many pieces were missing, damaged or wrong at the benches since then, by what was wrong."""
    rows = PackTrouble.objects.filter(found_at__gte=since).values_list("what").annotate(n=Count("id"))
    return dict(rows.order_by("what"))


def boxes_in_use() -> QuerySet[Any]:
    """Boxes that are packed into, by code."""
    found: QuerySet[Any] = (
        apps.get_model("packing", "BoxType").objects.filter(retired_at=None).order_by("code")
    )
    return found


def to_send(*, by: Actor) -> QuerySet[Allocation]:
    """What this supplier is asked to send itself and has not handed over, the oldest first."""
    return _own_parts(by).exclude(state=AllocationState.SHIPPED).order_by("allocated_at")


def sent(*, by: Actor) -> QuerySet[Allocation]:
    """What this supplier has sent itself."""
    return _own_parts(by).filter(state=AllocationState.SHIPPED)


def _own_parts(by: Actor) -> QuerySet[Allocation]:
    parts = own(by).filter(released_at=None).select_related("order", "shipment__carrier__organisation")
    return parts.prefetch_related("lines__sku", "lines__order_line")


def part_to_send(allocation_id: UUID, *, by: Actor) -> Part:
    """One part this supplier sends. ``NotFound`` for any other's."""
    if not own(by).filter(pk=allocation_id, released_at=None).exists():
        raise NotFound
    return part(allocation_id, by=keeper(by))
