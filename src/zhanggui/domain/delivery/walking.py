"""A walk through the warehouse: its stops in order, and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from zhanggui.domain.delivery.models import AllocationLine, ScannedPieces
from zhanggui.domain.delivery.states import AllocationState
from zhanggui.kernel.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Stop:
    """So many pieces of one lot to take from one shelf, and how many are in the trolley."""

    shelf_id: UUID | None
    sku_id: UUID
    code: str
    name: str
    location: str
    lot: str
    expires_on: date | None
    wanted: int
    scanned: int

    @property
    def done(self) -> bool:
        """Whether nothing more is to be taken here."""
        return self.scanned >= self.wanted


def stops(pick_list_id: UUID) -> list[Stop]:
    """The stops of a walk in walking order, in two statements. What was released is left out."""
    scanned = dict(ScannedPieces.objects.filter(pick_list_id=pick_list_id).values_list("shelf_id", "pieces"))
    lines = AllocationLine.objects.filter(
        allocation__pick_list_id=pick_list_id, allocation__released_at=None
    ).exclude(allocation__state=AllocationState.RELEASED)
    rows = lines.order_by("shelf__location__walk", "shelf__location__code", "sku__code").values_list(
        "shelf_id", "sku_id", "sku__code", "sku__goods__published_version__name", "sku__name",
        "shelf__location__code", "shelf__lot__code", "shelf__lot__expires_on",
    )  # fmt: skip
    wanted_rows = rows.annotate(wanted=Sum("quantity"))
    return [
        Stop(
            shelf_id=shelf,
            sku_id=sku,
            code=code,
            name=" ".join(part for part in (goods, name) if part),
            location=location or "",
            lot=lot or "",
            expires_on=expires_on,
            wanted=wanted,
            scanned=scanned.get(shelf, 0),
        )
        for shelf, sku, code, goods, name, location, lot, expires_on, wanted in wanted_rows
    ]


@dataclass(frozen=True, slots=True)
class Surplus:
    """Pieces in the trolley that belong to no order of the walk any more."""

    code: str
    name: str
    location: str
    pieces: int


def to_put_back(pick_list_id: UUID, wanted: Sequence[Stop]) -> list[Surplus]:
    """What was scanned and is no longer wanted: its order was called off, or its lot was recalled."""
    here = {stop.shelf_id: stop.wanted for stop in wanted}
    rows = ScannedPieces.objects.filter(pick_list_id=pick_list_id, pieces__gt=0).values_list(
        "shelf_id", "pieces", "shelf__sku__code", "shelf__sku__goods__published_version__name",
        "shelf__location__code",
    )  # fmt: skip
    return [
        Surplus(code, goods or "", location, pieces - here.get(shelf, 0))
        for shelf, pieces, code, goods, location in rows.order_by("shelf__location__walk")
        if pieces > here.get(shelf, 0)
    ]


def stop_of(pick_list_id: UUID, shelf_id: UUID) -> Stop:
    """The stop at this shelf. ``NotFound`` where the walk does not go."""
    for stop in stops(pick_list_id):
        if stop.shelf_id == shelf_id:
            return stop
    raise NotFound
