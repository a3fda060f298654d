"""Checking pieces into a parcel: what is scanned must be what was ordered (B-7.1.2)."""

from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import transaction

from zhanggui.domain.delivery.parcels import pieces_of
from zhanggui.domain.packing.capabilities import BENCH
from zhanggui.domain.packing.facts import PiecePacked
from zhanggui.domain.packing.models import PackedPieces
from zhanggui.domain.packing.reach import own_bench
from zhanggui.domain.packing.refusals import EnoughPacked, NotForThisParcel
from zhanggui.domain.packing.states import after
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def scan_into_parcel(*, allocation_id: UUID, code: str, by: Actor, at: datetime, pieces: int = 1) -> int:
    """``code`` is what the scanner read: the code of the SKU. Answers how many of it are in the parcel now.

    Raises ``NotForThisParcel`` and ``EnoughPacked``.
    """
    by.require(BENCH)
    bench = own_bench(allocation_id, by)
    bench.state = after(bench.state, "scan")
    belongs = pieces_of(allocation_id)
    skus = apps.get_model("catalog", "Sku").objects
    sku = skus.filter(pk__in=list(belongs), code__iexact=code.strip()).values_list("pk", "code").first()
    if sku is None:
        raise NotForThisParcel(code=code.strip()[:40])
    counted = PackedPieces.objects.locked().filter(bench=bench, sku_id=sku[0]).first()
    counted = counted or PackedPieces(bench=bench, sku_id=sku[0], pieces=0)
    if not counted.has_room_for(pieces, of=belongs[sku[0]]):
        raise EnoughPacked(pieces=belongs[sku[0]], sku=sku[1])
    counted.pieces += pieces
    counted.save()
    fact = PiecePacked(sku=sku[1], pieces=pieces)
    trail.record(fact, on=bench, by=by, at=at, thread=bench.allocation.order)
    return counted.pieces
