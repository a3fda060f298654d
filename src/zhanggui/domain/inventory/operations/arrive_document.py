"""A transfer arrives: counted in where it was sent, what misses is a difference."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.capabilities import MOVE_GOODS
from zhanggui.domain.inventory.closing import refuse_closed
from zhanggui.domain.inventory.documents import held_document, lines_of, step
from zhanggui.domain.inventory.facts import DocumentArrived
from zhanggui.domain.inventory.models import ArrivedLine, StockDocument, StockDocumentLine
from zhanggui.domain.inventory.refusals import MoreArrived
from zhanggui.domain.inventory.shelving import put_away
from zhanggui.domain.inventory.states import DocumentKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Transfer


@transaction.atomic
def arrive_document(
    *, document_id: UUID, arrived: Mapping[UUID, int], by: Actor, at: datetime
) -> StockDocument:
    """``arrived``: pieces by line, as counted; a line that is not named arrived whole.

    What was sent back to a supplier arrives when the supplier says so, whole. Raises ``MoreArrived``, and
    ``Insufficient`` where what misses is already sold: those orders come first.
    """
    by.require(MOVE_GOODS)
    document = held_document(document_id)
    step(document, "arrive", arrived_at=at)
    refuse_closed(at)
    lines = lines_of(document)
    counted = {line.id: arrived.get(line.id, line.quantity) for line in lines}
    for line in lines:
        if not 0 <= counted[line.id] <= line.quantity:
            raise MoreArrived(position=line.position)

    ArrivedLine.objects.bulk_create(ArrivedLine(line=line, quantity=counted[line.id]) for line in lines)
    if document.kind == DocumentKind.TRANSFER:
        _book(document, lines, counted, by=by, at=at)
    missing = sum(line.quantity - counted[line.id] for line in lines)
    fact = DocumentArrived(number=document.number, kind=document.kind, missing=missing)
    trail.record(fact, on=document, by=by, at=at)
    return document


def _book(
    document: StockDocument,
    lines: list[StockDocumentLine],
    counted: Mapping[UUID, int],
    *,
    by: Actor,
    at: datetime,
) -> None:
    entry = ledger.Entry(
        kind="inventory.transfer_arrived",
        key=f"inventory.document/{document.id}/arrived",
        at=at,
        subject=ledger.Subject.of(document),
        transfers=[t for line in lines for t in _transfers(document, line, counted[line.id])],
    )
    ledger.post(entry, by=by)


def _transfers(document: StockDocument, line: StockDocumentLine, pieces: int) -> list[Transfer]:
    assert document.destination_id is not None
    assert line.shelf is not None
    under_way = accounts.moving(document.id, line.sku_id)
    transfers = []
    if pieces:
        there = put_away(document.destination_id, line.shelf.lot)
        on_hand = accounts.on_hand(there.warehouse_id, line.sku_id)
        transfers += [Transfer(on_hand, under_way, pieces), accounts.fills(there, pieces)]
    if missing := line.quantity - pieces:
        transfers += [
            Transfer(accounts.count_difference(line.sku_id), under_way, missing),
            Transfer(accounts.accepted(line.sku_id), accounts.sellable(line.sku_id), missing),
        ]
    return transfers
