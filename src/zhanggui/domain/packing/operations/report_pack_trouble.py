"""Reporting pieces that are missing, damaged or not the ordered ones at the bench: no order is lost by it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils.translation import pgettext

from zhanggui.domain.delivery.operations.replace_part import Replaced, Unfit, replace_part
from zhanggui.domain.delivery.parcels import order_of, taken_from
from zhanggui.domain.delivery.states import ShortWhy
from zhanggui.domain.packing.capabilities import BENCH
from zhanggui.domain.packing.facts import TroubleFound
from zhanggui.domain.packing.models import BenchWork, PackTrouble
from zhanggui.domain.packing.reach import own_bench
from zhanggui.domain.packing.refusals import EnoughPacked
from zhanggui.domain.packing.states import after
from zhanggui.domain.sales.queries import held_order
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with how many pieces of which ordered SKU."""

    sku_id: UUID
    what: str
    pieces: int
    note: str = ""


@transaction.atomic
def report_pack_trouble(*, allocation_id: UUID, trouble: Trouble, by: Actor, at: datetime) -> Replaced | None:
    """Missing or damaged pieces are held, and the order gets others; answers where they come from.

    A wrong piece among the picked goods goes back to its shelf and the right one is fetched: the parcel stays
    open on the bench (None). Raises ``EnoughPacked`` for more pieces than the order has.
    """
    by.require(BENCH)
    # Who releases an order holds it before its parts; so does who replaces one.
    held_order(order_of(allocation_id), by=by)
    bench = own_bench(allocation_id, by)
    taken = taken_from(allocation_id, trouble.sku_id)
    most = sum(pieces for _, pieces in taken)
    skus = apps.get_model("catalog", "Sku").objects.filter(pk=trouble.sku_id)
    code = skus.values_list("code", flat=True).first() or ""
    if not 0 < trouble.pieces <= most:
        raise EnoughPacked(pieces=most, sku=code)
    what = PackTrouble.What(trouble.what)
    _write(bench, trouble, what, code, by=by, at=at)
    if what is PackTrouble.What.WRONG:
        return None
    bench.state, bench.ended_at = after(bench.state, "give_back"), at
    bench.save(update_fields=["state", "ended_at"])
    reason = f"{bench.allocation.order.number} {code}: {pgettext('code', what.value)}"
    unfit = Unfit(_by_shelf(taken, trouble.pieces), ShortWhy(what.value), reason)
    return replace_part(allocation_id=allocation_id, unfit=unfit, by=by, at=at)


def _write(
    bench: BenchWork, trouble: Trouble, what: PackTrouble.What, code: str, *, by: Actor, at: datetime
) -> None:
    PackTrouble.objects.create(
        bench=bench,
        sku_id=trouble.sku_id,
        what=what,
        pieces=trouble.pieces,
        note=trouble.note[:200],
        found_by_id=by.account_id,
        found_at=at,
    )
    fact = TroubleFound(sku=code, pieces=trouble.pieces, what=what.value)
    trail.record(fact, on=bench, by=by, at=at, thread=bench.allocation.order)


def _by_shelf(taken: list[tuple[UUID, int]], pieces: int) -> dict[UUID, int]:
    """From which shelves the unfit pieces came: in the order in which they were taken."""
    unfit: dict[UUID, int] = {}
    for shelf_id, there in taken:
        if some := min(pieces, there):
            unfit[shelf_id] = unfit.get(shelf_id, 0) + some
            pieces -= some
    return unfit
