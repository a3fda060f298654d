"""Reads about goods, for pages, journeys and reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.db.models import Min, Q, QuerySet

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.capabilities import SEE_STOCK
from zhanggui.domain.inventory.models import (
    DeliveryNotice,
    Hold,
    Receipt,
    ReceiptLine,
    StockCount,
    Warehouse,
    Withheld,
)
from zhanggui.domain.inventory.states import NoticeState
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger
from zhanggui.schema.compiled import Compiled

_OPEN = Compiled(lambda: warehouses())


def sellable(sku_ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many pieces of each SKU may still be sold, in one statement (quotas on air not among them)."""
    refs = {sku: accounts.sellable(sku) for sku in sku_ids}
    balances = ledger.balances(refs.values())
    return {sku: balances[ref].available for sku, ref in refs.items()}


@dataclass(frozen=True, slots=True)
class Stock:
    """What one warehouse has of one SKU, in pieces."""

    on_hand: int
    allocated: int
    received: int
    held: int
    rejected: int

    @property
    def free(self) -> int:
        """On hand and not allocated to an order."""
        return self.on_hand - self.allocated


def warehouses() -> QuerySet[Warehouse]:
    """Open warehouses by code."""
    return Warehouse.objects.filter(closed_at=None).order_by("code")


def open_warehouses() -> list[Warehouse]:
    """The same, read at once."""
    return _OPEN.all()


def skus_withheld() -> list[UUID]:
    """SKUs of which pieces were found missing or unfit though sold, and that somebody may still wait for."""
    rows = Withheld.objects.filter(ended_at=None).order_by("sku_id")
    return list(rows.values_list("sku_id", flat=True).distinct())


def next_deliveries(sku_ids: Iterable[UUID], *, at: datetime) -> dict[UUID, date]:
    """The next day on which a supplier has announced to bring some of each SKU, where one has."""
    rows = DeliveryNotice.objects.filter(
        state=NoticeState.ANNOUNCED, arrives_until__gte=at, lines__sku_id__in=list(sku_ids)
    )
    found = rows.values_list("lines__sku_id").annotate(first=Min("arrives_until")).order_by()
    return {sku: first.astimezone(SHANGHAI).date() for sku, first in found}


def warehouses_for(supplier_id: UUID) -> QuerySet[Warehouse]:
    """Where a supplier may deliver to: the house's warehouses, and its own."""
    return warehouses().filter(Q(operator=None) | Q(operator_id=supplier_id))


def free_on_hand(warehouse_ids: Iterable[UUID], sku_ids: Iterable[UUID]) -> Mapping[tuple[UUID, UUID], int]:
    """What each warehouse can still give away of each SKU, by (warehouse, SKU), in one statement."""
    skus = list(sku_ids)
    refs = {(house, sku): accounts.on_hand(house, sku) for house in warehouse_ids for sku in skus}
    balances = ledger.balances(refs.values())
    return {place: balances[ref].available for place, ref in refs.items()}


def on_hand(warehouse_id: UUID, sku_ids: Iterable[UUID], *, by: Actor) -> Mapping[UUID, Stock]:
    """What a warehouse has of these SKUs, in one statement."""
    by.require(SEE_STOCK)
    kinds = (accounts.on_hand, accounts.received, accounts.held, accounts.rejected)
    refs = {sku: [kind(warehouse_id, sku) for kind in kinds] for sku in _visible(sku_ids, by)}
    balances = ledger.balances([ref for group in refs.values() for ref in group])
    return {sku: _stock(*(balances[ref] for ref in group)) for sku, group in refs.items()}


def _stock(
    here: ledger.Balance, received: ledger.Balance, held: ledger.Balance, rejected: ledger.Balance
) -> Stock:
    return Stock(
        on_hand=here.amount,
        allocated=here.reserved,
        received=received.amount,
        held=held.amount,
        rejected=rejected.amount,
    )


def goods_account(
    warehouse_id: UUID, sku_id: UUID, period: tuple[datetime, datetime], after: ledger.Position | None = None,
    *, by: Actor,
) -> ledger.Statement:  # fmt: skip
    """The account of one SKU in one warehouse: each movement with the stock after it (商品账目, A-4.3)."""
    by.require(SEE_STOCK)
    if sku_id not in _visible([sku_id], by):
        raise NotFound
    return ledger.statement(accounts.on_hand(warehouse_id, sku_id), *period, after=after)


def receipts(*, by: Actor) -> QuerySet[Receipt]:
    """Deliveries, newest first; a supplier sees its own."""
    by.require(SEE_STOCK)
    found = Receipt.objects.select_related("warehouse").order_by("-received_at", "-id")
    return found.filter(supplier__organisation_id=_firm(by)) if supplier_only(by) else found


def lines_to_inspect(*, by: Actor) -> QuerySet[ReceiptLine]:
    """Lines nobody has inspected yet, oldest first."""
    by.require(SEE_STOCK)
    waiting = ReceiptLine.objects.filter(inspection=None).select_related("receipt__warehouse", "sku")
    if supplier_only(by):
        waiting = waiting.filter(receipt__supplier__organisation_id=_firm(by))
    return waiting.order_by("receipt__received_at", "position")


def open_holds(*, by: Actor) -> QuerySet[Hold]:
    """Holds with undecided pieces, oldest first."""
    by.require(SEE_STOCK)
    found = Hold.objects.filter(ended_at=None).select_related("warehouse", "sku").order_by("held_at")
    return found.filter(sku__goods__supplier__organisation_id=_firm(by)) if supplier_only(by) else found


def counts(*, by: Actor) -> QuerySet[StockCount]:
    """Counts, newest first; not for suppliers."""
    by.require(SEE_STOCK)
    if supplier_only(by):
        return StockCount.objects.none()
    return StockCount.objects.select_related("warehouse").order_by("-counted_at")


def lots_of(sku_id: UUID, *, by: Actor) -> QuerySet[ReceiptLine]:
    """Where the pieces of a SKU came from, lot by lot, newest first (A-5-inf-5)."""
    by.require(SEE_STOCK)
    if sku_id not in _visible([sku_id], by):
        raise NotFound
    lines = ReceiptLine.objects.filter(sku_id=sku_id).select_related("receipt", "inspection")
    return lines.order_by("-receipt__received_at")


def notices(*, by: Actor) -> QuerySet[DeliveryNotice]:
    """Announced deliveries, the next to come first; a supplier sees its own."""
    by.require(SEE_STOCK)
    found = DeliveryNotice.objects.select_related("warehouse", "supplier__organisation", "receipt")
    if supplier_only(by):
        found = found.filter(supplier__organisation_id=_firm(by))
    return found.order_by("-arrives_from", "-id")


@dataclass(frozen=True, slots=True)
class Compared:
    """A lot of an announced delivery: how many pieces were announced, how many arrived."""

    sku_id: UUID
    code: str
    lot: str
    announced: int
    arrived: int

    @property
    def difference(self) -> int:
        """Above zero: more arrived than was announced."""
        return self.arrived - self.announced


def differences_of(notice: DeliveryNotice) -> list[Compared]:
    """Every lot that was announced or arrived, side by side; nothing has arrived before the receipt."""
    rows: dict[tuple[UUID, str, str], list[int]] = {}
    for line in notice.lines.select_related("sku"):
        rows.setdefault((line.sku_id, line.sku.code, line.lot), [0, 0])[0] += line.quantity
    if notice.receipt is not None:
        for came in notice.receipt.lines.select_related("sku").order_by("position"):
            rows.setdefault((came.sku_id, came.sku.code, came.lot), [0, 0])[1] += came.quantity
    return [Compared(*known, *pieces) for known, pieces in rows.items()]


def supplier_only(by: Actor) -> bool:
    """Whether this actor sees only what is its own organisation's."""
    return by.roles <= {Role.SUPPLIER}


def _firm(by: Actor) -> UUID:
    if by.organisation_id is None:
        raise NotFound
    return by.organisation_id


def _visible(sku_ids: Iterable[UUID], by: Actor) -> list[UUID]:
    wanted = list(sku_ids)
    if not supplier_only(by):
        return wanted
    skus = apps.get_model("catalog", "Sku").objects
    own = skus.filter(pk__in=wanted, goods__supplier__organisation_id=_firm(by))
    return list(own.values_list("pk", flat=True))
