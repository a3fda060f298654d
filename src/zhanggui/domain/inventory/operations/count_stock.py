"""Counting what lies there, beside what the books say."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.capabilities import COUNT
from zhanggui.domain.inventory.facts import StockCounted
from zhanggui.domain.inventory.models import StockCount, StockCountLine
from zhanggui.domain.inventory.numbers import next_number
from zhanggui.domain.inventory.reach import articles_of, standing_warehouse
from zhanggui.domain.inventory.refusals import NothingCounted
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def count_stock(*, warehouse_id: UUID, counted: Mapping[UUID, int], by: Actor, at: datetime) -> StockCount:
    """Keep a count, SKU by SKU, with what was booked on hand at this moment. It changes no stock."""
    by.require(COUNT)
    warehouse = standing_warehouse(warehouse_id)
    if not counted or min(counted.values()) < 0:
        raise NothingCounted
    if len(articles_of(counted)) < len(counted):
        raise NotFound

    refs = {sku: accounts.on_hand(warehouse.id, sku) for sku in sorted(counted)}
    booked = ledger.balances(refs.values())
    count = StockCount.objects.create(
        number=next_number("C", at), warehouse=warehouse, counted_by_id=by.account_id, counted_at=at
    )
    lines = StockCountLine.objects.bulk_create(
        StockCountLine(count=count, sku_id=sku, booked=booked[ref].amount, counted=counted[sku])
        for sku, ref in refs.items()
    )
    differences = sum(line.difference != 0 for line in lines)
    fact = StockCounted(number=count.number, articles=len(lines), differences=differences)
    trail.record(fact, on=count, by=by, at=at, thread=warehouse)
    return count
