"""Weighing a full parcel: what it should weigh is known from its pieces, and a difference stops it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.parcels import pieces_of
from zhanggui.domain.packing import boxes
from zhanggui.domain.packing.capabilities import BENCH
from zhanggui.domain.packing.facts import Weighed
from zhanggui.domain.packing.models import BenchWork
from zhanggui.domain.packing.reach import box_in_use, own_bench, packed, sizes
from zhanggui.domain.packing.refusals import BoxTooWeak, NothingOnTheScales, PiecesLacking
from zhanggui.domain.packing.rules import agrees, expected_grams
from zhanggui.domain.packing.states import after
from zhanggui.identity.actor import Actor
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import trail

WEIGHED = ("state", "box", "proposed_box", "expected_grams", "weighed_grams", "weighed_at")


@transaction.atomic
def weigh_parcel(
    *, allocation_id: UUID, box_code: str, weight_grams: int, by: Actor, at: datetime
) -> BenchWork:
    """In this box the scales say so many grams; off by more than the tolerance, it waits for a second look.

    Where a piece was never measured nothing can be compared, and the parcel says so. Raises
    ``PiecesLacking``, ``NoSuchBox``, ``BoxTooWeak`` and ``NothingOnTheScales``.
    """
    by.require(BENCH)
    bench = own_bench(allocation_id, by)
    belongs = pieces_of(allocation_id)
    if missing := sum(belongs.values()) - sum(packed(bench).values()):
        raise PiecesLacking(missing=missing)
    if not 0 < weight_grams <= 200_000:
        raise NothingOnTheScales
    box = box_in_use(box_code)
    if weight_grams - box.tare_grams > box.limit_grams:
        raise BoxTooWeak(grams=weight_grams - box.tare_grams, box=box.code, limit=box.limit_grams)

    expected = expected_grams(sizes(belongs), box.tare_grams)
    bench.state = after(bench.state, "weigh" if _agree(weight_grams, expected, at) else "stop")
    bench.box, bench.proposed_box = box, boxes.proposed(belongs)
    bench.expected_grams, bench.weighed_grams, bench.weighed_at = expected, weight_grams, at
    bench.save(update_fields=WEIGHED)
    fact = Weighed(
        box=box.code,
        weighed_grams=weight_grams,
        expected_grams=expected,
        stopped=int(bench.state == "stopped"),
    )
    trail.record(fact, on=bench, by=by, at=at, thread=bench.allocation.order)
    return bench


def _agree(weighed: int, expected: int | None, at: datetime) -> bool:
    percent = int(norm("packing.tolerance_percent", on=at))
    grams = int(norm("packing.tolerance_grams", on=at))
    return expected is None or agrees(weighed, expected, percent=percent, grams=grams)
