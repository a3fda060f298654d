"""Telling members what they wait for: something can be had again, or costs less than it did.

The wish is taken off the list and the notice written in one transaction: an interrupted run goes on where it
stopped, and nobody is told twice. Whether a notice may leave is asked again when it leaves.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.members.models import Watch
from zhanggui.domain.members.notices import BACK_IN_STOCK, COSTS_LESS
from zhanggui.domain.members.operations.serve_watch import serve_watch
from zhanggui.domain.members.queries import watched_skus, watches_due
from zhanggui.domain.messaging.operations.send import Notice, send
from zhanggui.domain.pricing.queries import Offer, offers_of
from zhanggui.identity.actor import Actor
from zhanggui.journeys import claims
from zhanggui.kernel.money import Fen, yuan
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.trail import Subject

BATCH = 200


def tell_watchers(*, by: Actor, at: datetime) -> int:
    """Serve every wish that has come true by ``at``; how many. The first to wish is the first to be told."""
    told, after = 0, None
    while batch := watched_skus(after=after, limit=BATCH):
        told += _look_at(batch, by, at)
        after = batch[-1]
    return told


def _look_at(skus: Sequence[UUID], by: Actor, at: datetime) -> int:
    offers = offers_of(skus, at=at)
    sources = {sku: claims.source(sku, None) for sku in skus}
    stock = ledger.balances(sources.values())
    told = 0
    for sku in skus:
        offer = offers.get(sku)
        if offer is None or not offer.may_be_sold or offer.amount_fen is None:
            continue
        in_stock = stock[sources[sku]].available > 0
        due = watches_due(sku, price_fen=offer.amount_fen, in_stock=in_stock)
        told += sum(_tell(watch, offer, offer.amount_fen, by, at) for watch in due)
    return told


@transaction.atomic
def _tell(watch_id: UUID, offer: Offer, price: Fen, by: Actor, at: datetime) -> bool:
    watch = serve_watch(watch_id=watch_id, by=by, at=at)
    if watch is None:
        return False
    values = {"goods": f"{offer.name} {offer.sku_name}".strip(), "price": f"¥{yuan(price)}"}
    kind = BACK_IN_STOCK
    if watch.kind == Watch.Kind.PRICE:
        kind, values = COSTS_LESS, {**values, "was": f"¥{yuan(watch.price_fen or 0)}"}
    notice = Notice(
        kind=kind,
        account_id=watch.account_id,
        key=f"watch:{watch.id}",
        values=values,
        about=Subject("catalog.sku", watch.sku_id),
    )
    send(notice=notice, by=by, at=at)
    return True
