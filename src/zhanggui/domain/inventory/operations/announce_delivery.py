"""Announcing a delivery: the warehouse knows what comes, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import ANNOUNCE
from zhanggui.domain.inventory.facts import DeliveryAnnounced
from zhanggui.domain.inventory.models import DeliveryNotice, NoticeLine
from zhanggui.domain.inventory.numbers import next_number
from zhanggui.domain.inventory.reach import articles_of, own_supplier, standing_warehouse
from zhanggui.domain.inventory.refusals import (
    AnnouncedAlready,
    NotAsAnnounced,
    NothingAnnounced,
    NotTheSuppliersGoods,
    SupplierNotActive,
)
from zhanggui.domain.inventory.rules import Delivered, refuse_unreadable
from zhanggui.domain.partners.states import PartnerState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("inventory_notice_once", AnnouncedAlready)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What a supplier says will come. ``terms``: bought by the house, or consigned to it."""

    warehouse_id: UUID
    delivery_note: str
    arrives_from: datetime
    arrives_until: datetime
    lines: Sequence[Delivered]
    terms: str = "bought"


@transaction.atomic
def announce_delivery(*, wish: Announcement, by: Actor, at: datetime) -> DeliveryNotice:
    """Tell the warehouse what comes. Lots and dates are as strict as at the gate (FD-03)."""
    by.require(ANNOUNCE)
    supplier = own_supplier(by)
    warehouse = standing_warehouse(wish.warehouse_id)
    if supplier.state != PartnerState.ACTIVE:
        raise SupplierNotActive(state=supplier.state)
    if warehouse.operator_id not in (None, supplier.id):
        raise NotAsAnnounced
    _refuse(wish, supplier.id, at)

    with refusing():
        notice = DeliveryNotice.objects.create(
            number=next_number("N", at),
            supplier_id=supplier.id,
            warehouse=warehouse,
            delivery_note=wish.delivery_note.strip(),
            terms=wish.terms,
            arrives_from=wish.arrives_from,
            arrives_until=wish.arrives_until,
            announced_by_id=by.account_id,
            announced_at=at,
        )
    NoticeLine.objects.bulk_create(
        NoticeLine(
            notice=notice,
            position=position,
            sku_id=line.sku_id,
            quantity=line.quantity,
            unit_cost_fen=line.unit_cost_fen,
            lot=line.lot,
            produced_on=line.produced_on,
            expires_on=line.expires_on,
        )
        for position, line in enumerate(wish.lines, 1)
    )
    pieces = sum(line.quantity for line in wish.lines)
    fact = DeliveryAnnounced(number=notice.number, supplier=supplier.name, pieces=pieces)
    trail.record(fact, on=notice, by=by, at=at, thread=trail.Subject("partners.supplier", supplier.id))
    return notice


def _refuse(wish: Announcement, supplier_id: UUID, at: datetime) -> None:
    in_order = at < wish.arrives_until and wish.arrives_from < wish.arrives_until
    if not wish.lines or not wish.delivery_note.strip() or not in_order:
        raise NothingAnnounced
    articles = articles_of([line.sku_id for line in wish.lines])
    for line in wish.lines:
        article = articles.get(line.sku_id)
        if article is None or article.supplier_id != supplier_id:
            raise NotTheSuppliersGoods(sku=article.code if article else line.sku_id)
        refuse_unreadable(line, sku=article.code, shelf_life_needed=article.shelf_life_needed)
