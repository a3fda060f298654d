"""Receiving what a supplier brought: counted in, and waiting for its inspection."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, fields
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.capabilities import RECEIVE
from zhanggui.domain.inventory.closing import refuse_closed
from zhanggui.domain.inventory.facts import GoodsReceived
from zhanggui.domain.inventory.models import DeliveryNotice, Receipt, ReceiptLine, Warehouse
from zhanggui.domain.inventory.numbers import next_number
from zhanggui.domain.inventory.reach import (
    Article,
    SupplierFile,
    articles_of,
    standing_warehouse,
    supplier_file,
)
from zhanggui.domain.inventory.refusals import (
    DeliveryNoteUsed,
    NotAsAnnounced,
    NothingDelivered,
    NotTheSuppliersGoods,
    SupplierContactMissing,
    SupplierNotActive,
)
from zhanggui.domain.inventory.rules import Delivered, Papers, keep_until, refuse_unreadable
from zhanggui.domain.inventory.states import NOTICE
from zhanggui.domain.partners.states import PartnerState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("inventory_delivery_note_once", DeliveryNoteUsed)


@transaction.atomic
def receive_goods(
    *,
    warehouse_id: UUID,
    supplier_id: UUID,
    lines: Sequence[Delivered],
    papers: Papers,
    by: Actor,
    at: datetime,
) -> Receipt:
    """Write the purchase record (FD-03) and book the pieces as received. They cannot be sold yet (A-5).

    A delivery note is received once: the same again answers the same receipt, with other goods it is refused.
    """
    by.require(RECEIVE)
    warehouse = standing_warehouse(warehouse_id)
    supplier = supplier_file(supplier_id)
    articles = articles_of([line.sku_id for line in lines])
    _refuse(lines, supplier, articles, papers)
    refuse_closed(at)
    if known := _received_before(warehouse_id, supplier_id, lines, papers):
        return known

    notice = _expected(warehouse_id, supplier_id, papers)
    receipt = _write(warehouse, supplier, papers, by=by, at=at)
    _write_lines(receipt, lines, articles)
    if notice is not None:
        notice.state, notice.receipt = NOTICE.after(notice.state, "receive"), receipt
        notice.save(update_fields=["state", "receipt"])

    _book(receipt, lines, by=by)
    fact = GoodsReceived(
        number=receipt.number,
        supplier=supplier.name,
        pieces=sum(line.quantity for line in lines),
        lines=len(lines),
    )
    trail.record(fact, on=receipt, by=by, at=at, thread=trail.Subject("partners.supplier", supplier_id))
    return receipt


def _refuse(
    lines: Sequence[Delivered], supplier: SupplierFile, articles: Mapping[UUID, Article], papers: Papers
) -> None:
    if not lines:
        raise NothingDelivered
    if supplier.state != PartnerState.ACTIVE:
        raise SupplierNotActive(state=supplier.state)
    for line in lines:
        article = articles.get(line.sku_id)
        if article is None or article.supplier_id != supplier.id:
            raise NotTheSuppliersGoods(sku=article.code if article else line.sku_id)
        refuse_unreadable(line, sku=article.code, shelf_life_needed=article.shelf_life_needed)
        if article.is_food and not (supplier.told(papers)):
            raise SupplierContactMissing


def _expected(warehouse_id: UUID, supplier_id: UUID, papers: Papers) -> DeliveryNotice | None:
    """The announcement this delivery answers, held."""
    if papers.notice_id is None:
        return None
    notice = DeliveryNotice.objects.locked().filter(pk=papers.notice_id).first()
    if notice is None:
        raise NotFound
    if (notice.warehouse_id, notice.supplier_id) != (warehouse_id, supplier_id):
        raise NotAsAnnounced
    return notice


def _received_before(
    warehouse_id: UUID, supplier_id: UUID, lines: Sequence[Delivered], papers: Papers
) -> Receipt | None:
    known = Receipt.objects.filter(supplier_id=supplier_id, delivery_note=papers.delivery_note).first()
    if known is None:
        return None
    rows = known.lines.order_by("position").values_list(*(field.name for field in fields(Delivered)))
    if known.warehouse_id != warehouse_id or list(rows) != [astuple(line) for line in lines]:
        raise DeliveryNoteUsed(note=papers.delivery_note)
    return known


def _write(
    warehouse: Warehouse, supplier: SupplierFile, papers: Papers, *, by: Actor, at: datetime
) -> Receipt:
    with refusing():
        return Receipt.objects.create(
            number=next_number("R", at),
            warehouse=warehouse,
            supplier_id=supplier.id,
            supplier_name=supplier.name,
            supplier_address=papers.supplier_address or supplier.address,
            supplier_contact=papers.supplier_contact or supplier.contact,
            delivery_note=papers.delivery_note,
            purchased_on=papers.purchased_on,
            terms=papers.terms,
            received_by_id=by.account_id,
            received_at=at,
        )


def _write_lines(receipt: Receipt, lines: Sequence[Delivered], articles: Mapping[UUID, Article]) -> None:
    received_on = receipt.received_at.astimezone(SHANGHAI).date()
    ReceiptLine.objects.bulk_create(
        ReceiptLine(
            receipt=receipt,
            position=position,
            sku_id=line.sku_id,
            name=articles[line.sku_id].name,
            specification=articles[line.sku_id].specification,
            quantity=line.quantity,
            unit_cost_fen=line.unit_cost_fen,
            lot=line.lot,
            produced_on=line.produced_on,
            expires_on=line.expires_on,
            keep_until=keep_until(received_on, line.expires_on),
        )
        for position, line in enumerate(lines, 1)
    )


def _book(receipt: Receipt, lines: Sequence[Delivered], *, by: Actor) -> None:
    entry = ledger.Entry(
        kind="inventory.received",
        key=f"inventory.receipt/{receipt.id}",
        at=receipt.received_at,
        subject=ledger.Subject.of(receipt),
        transfers=[
            ledger.Transfer(
                debit=accounts.received(receipt.warehouse_id, line.sku_id),
                credit=accounts.supplied(receipt.supplier_id, line.sku_id),
                amount=line.quantity,
            )
            for line in lines
        ],
    )
    ledger.post(entry, by=by)
