"""What is to be expected of orders that have not left: the work ahead of them, the cut-off, the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from zhanggui.domain.delivery.keeping_up import DispatchDay
from zhanggui.domain.delivery.models import Allocation, LanePromise
from zhanggui.domain.delivery.promising import earliest_leaving, travel_days
from zhanggui.domain.delivery.states import AllocationState
from zhanggui.domain.inventory.queries import next_deliveries
from zhanggui.domain.sales.states import OrderState
from zhanggui.kernel.clock import SHANGHAI

LOOK_AHEAD = timedelta(days=5)
COUNTED = timedelta(days=14)
"""The days whose parcels say how much a warehouse sends."""
PAGE = 1_000
"""How many orders are read at a time."""
IN_WORK = (AllocationState.ALLOCATED, AllocationState.PICKING, AllocationState.PICKED, AllocationState.PACKED)


@dataclass(frozen=True, slots=True)
class Unsent:
    """An order that has not left whole: what was promised, and by when it will come."""

    order_id: UUID
    number: str
    customer_id: UUID | None
    promised_on: date
    warehouse: str
    ahead: int
    """Parts of other orders that this warehouse sends before it; none, where it waits for goods."""
    leaves_on: date
    expected_on: date
    told: bool

    @property
    def late(self) -> bool:
        """Whether it will come after its promise."""
        return self.expected_on > self.promised_on


def a_day(at: datetime) -> dict[UUID, int]:
    """How many parcels each warehouse sends on a usual day, from the days on which it sent any."""
    since = (at - COUNTED).astimezone(SHANGHAI).date()
    days: dict[UUID, list[int]] = {}
    for house, parcels in DispatchDay.objects.filter(day__gte=since, parcels__gt=0).values_list(
        "warehouse_id", "parcels"
    ):
        days.setdefault(house, []).append(parcels)
    return {house: int(median(counts)) for house, counts in days.items()}


def unsent(at: datetime) -> Iterator[Unsent]:
    """Orders whose promises are near and of which something has not left: in work, then waiting for goods."""
    lanes = _lanes()
    yield from _in_work(at, lanes)
    yield from _waiting_for_goods(at, lanes, _without_goods(at))


def untold(at: datetime) -> Iterator[Unsent]:
    """Those of them whose customers were not told; who was is not read again, so each run gets further."""
    lanes = _lanes()
    yield from (one for one in _in_work(at, lanes) if not one.told)
    yield from _waiting_for_goods(at, lanes, _without_goods(at).filter(delay_told=None))


def _lanes() -> Mapping[tuple[str, str], int]:
    return {(lane.origin, lane.destination): lane.days for lane in LanePromise.objects.all()}


def _in_work(at: datetime, lanes: Mapping[tuple[str, str], int]) -> Iterator[Unsent]:
    """What lies in a warehouse, in the order in which it is worked off."""
    usual = a_day(at)
    queue = Window(
        RowNumber(),
        partition_by=F("warehouse_id"),
        order_by=[F("order__promised_on").asc(nulls_last=True), F("allocated_at").asc(), F("id").asc()],
    )
    waiting = Allocation.objects.filter(
        state__in=IN_WORK,
        released_at=None,
        order__state=OrderState.CONFIRMED,
        order__promised_on__lte=at.astimezone(SHANGHAI).date() + LOOK_AHEAD,
    )
    rows = waiting.annotate(place=queue).values_list(
        "order_id", "order__number", "order__customer_id", "order__promised_on",
        "warehouse_id", "warehouse__name", "warehouse__province", "order__address__province",
        "order__delay_told__id", "place",
    )  # fmt: skip
    for order, number, customer, promised, house, name, origin, to, told, place in rows.iterator():
        assert promised is not None
        leaves = earliest_leaving(at, ahead=place - 1, a_day=usual.get(house))
        comes = leaves + timedelta(days=lanes.get((origin, to)) or travel_days(to, at))
        yield Unsent(order, number, customer, promised, name, place - 1, leaves, comes, told=told is not None)


def _without_goods(at: datetime) -> QuerySet[Any]:
    """Orders for which nothing could be set aside, the nearest promise first."""
    standing = Allocation.objects.filter(released_at=None, order_id=OuterRef("pk"))
    orders = apps.get_model("sales", "Order").objects.filter(
        state=OrderState.CONFIRMED,
        shipped_at=None,
        promised_on__lte=at.astimezone(SHANGHAI).date() + LOOK_AHEAD,
    )
    found: QuerySet[Any] = orders.exclude(Exists(standing)).order_by("promised_on", "id")
    return found


def _waiting_for_goods(
    at: datetime, lanes: Mapping[tuple[str, str], int], orders: QuerySet[Any]
) -> Iterator[Unsent]:
    """They leave the day after their goods are announced for."""
    nearest: dict[str, int] = {}
    for (_, destination), days in lanes.items():
        nearest[destination] = min(days, nearest.get(destination, days))
    for rows in _pages(orders):
        come = _goods_come([row[0] for row in rows], at)
        for order, number, customer, promised, to, told in rows:
            leaves = max(earliest_leaving(at), come.get(order, date.min)) + timedelta(days=1)
            comes = leaves + timedelta(days=nearest[to] if to in nearest else travel_days(to, at))
            yield Unsent(order, number, customer, promised, "", 0, leaves, comes, told=told is not None)


def _pages(orders: QuerySet[Any]) -> Iterator[list[Any]]:
    """All of these orders, a page at a time: each begins after the last order of the one before."""
    columns = ("id", "number", "customer_id", "promised_on", "address__province", "delay_told__id")
    rows = list(orders.values_list(*columns)[:PAGE])
    while rows:
        yield rows
        last, _, _, promised, *_ = rows[-1]
        after = Q(promised_on__gt=promised) | Q(promised_on=promised, id__gt=last)
        rows = list(orders.filter(after).values_list(*columns)[:PAGE]) if len(rows) == PAGE else []


def _goods_come(orders: list[UUID], at: datetime) -> dict[UUID, date]:
    """The day for which the last of the goods of each order are announced, where any are."""
    lines = apps.get_model("sales", "OrderLine").objects.filter(order_id__in=orders)
    wanted = list(lines.values_list("order_id", "sku_id"))
    come = next_deliveries({sku for _, sku in wanted}, at=at)
    latest: dict[UUID, date] = {}
    for order, sku in wanted:
        if sku in come:
            latest[order] = max(come[sku], latest.get(order, date.min))
    return latest
