"""A supplier says how many pieces it has ready in its own warehouse, to be sent by itself."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.capabilities import ANNOUNCE
from zhanggui.domain.inventory.closing import refuse_closed
from zhanggui.domain.inventory.declaring import book, place_of
from zhanggui.domain.inventory.facts import StockDeclared
from zhanggui.domain.inventory.models import Warehouse
from zhanggui.domain.inventory.reach import articles_of, own_supplier
from zhanggui.domain.inventory.refusals import NotTheSuppliersGoods, SupplierNotActive, WarehouseClosed
from zhanggui.domain.partners.states import PartnerState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def declare_stock(*, warehouse_id: UUID, sku_id: UUID, pieces: int, by: Actor, at: datetime) -> int:
    """So many pieces are free there, besides those already set aside for orders.

    Answers by how many it changed; the same again changes nothing. Raises ``Insufficient``
    for pieces that customers have bought already.
    """
    by.require(ANNOUNCE)
    supplier = own_supplier(by)
    # Two people of the same firm who tell at once are heard one after the other.
    house = Warehouse.objects.locked().filter(pk=warehouse_id, operator=supplier.id).first()
    article = articles_of([sku_id]).get(sku_id)
    if house is None or article is None or pieces < 0:
        raise NotFound
    if house.closed_at is not None:
        raise WarehouseClosed(code=house.code)
    if supplier.state != PartnerState.ACTIVE:
        raise SupplierNotActive(state=supplier.state)
    if article.supplier_id != supplier.id:
        raise NotTheSuppliersGoods(sku=article.code)
    refuse_closed(at)
    place = place_of(house.id, sku_id, supplier.id)
    more = pieces - ledger.balance(accounts.shelf(place.shelf)).available
    if more:
        book(place, more, by=by, at=at)
        fact = StockDeclared(sku=article.code, pieces=pieces, warehouse=house.code)
        trail.record(fact, on=house, by=by, at=at, thread=trail.Subject("partners.supplier", supplier.id))
    return more
