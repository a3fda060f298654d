"""What the bench looks up before it acts: the part of the order first, so that two scanners queue on it."""

from uuid import UUID

from zhanggui.domain.delivery.parcels import held_part
from zhanggui.domain.inventory.looking import sizes_of
from zhanggui.domain.inventory.sizes import Size
from zhanggui.domain.packing.models import BenchWork, BoxType, PackedPieces
from zhanggui.domain.packing.refusals import NoSuchBox, NotYourBench
from zhanggui.domain.packing.states import BenchState
from zhanggui.identity.actor import Actor


def held_bench(allocation_id: UUID) -> BenchWork:
    """The work on a part of an order, with both held."""
    part = held_part(allocation_id)
    bench = BenchWork.objects.locked().filter(allocation=part).first()
    if bench is None:
        raise NotYourBench
    bench.allocation = part
    return bench


def own_bench(allocation_id: UUID, by: Actor) -> BenchWork:
    """The work on a part of an order that lies on this packer's bench, held. Raises ``NotYourBench``."""
    bench = held_bench(allocation_id)
    if bench.packer_id != by.account_id:
        raise NotYourBench
    return bench


def packed(bench: BenchWork) -> dict[UUID, int]:
    """How many pieces of each SKU are in it."""
    return dict(PackedPieces.objects.filter(bench=bench, pieces__gt=0).values_list("sku_id", "pieces"))


def sizes(pieces: dict[UUID, int]) -> list[Size | None]:
    """The size of each piece; None for one that was never measured."""
    known = sizes_of(pieces)
    return [known.get(sku) for sku, number in pieces.items() for _ in range(number)]


def box_in_use(code: str) -> BoxType:
    """The box with this code. Raises ``NoSuchBox``."""
    box = BoxType.objects.filter(code=code.strip().upper(), retired_at=None).first()
    if box is None:
        raise NoSuchBox(code=code)
    return box


def count_anew(bench: BenchWork) -> None:
    """Every piece is taken out of the parcel again, and what the scales said no longer counts."""
    PackedPieces.objects.filter(bench=bench).update(pieces=0)
    bench.box = bench.proposed_box = None
    bench.expected_grams = bench.weighed_grams = bench.weighed_at = None
    bench.state = BenchState.SCANNING


COUNTED_ANEW = ("state", "box", "proposed_box", "expected_grams", "weighed_grams", "weighed_at")
