"""The goods of a document leave their place: under way, back to the supplier, destroyed, or moved."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import MOVE_GOODS
from zhanggui.domain.inventory.closing import refuse_closed
from zhanggui.domain.inventory.documents import held_document, let_go, lines_of, step
from zhanggui.domain.inventory.facts import DocumentLeft
from zhanggui.domain.inventory.models import StockDocument
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def dispatch_document(*, document_id: UUID, by: Actor, at: datetime) -> StockDocument:
    """Post what the document had set aside. Raises ``WrongState`` for what is not approved, or gone."""
    by.require(MOVE_GOODS)
    document = held_document(document_id)
    step(document, "dispatch", left_at=at)
    refuse_closed(at)
    let_go(document, lines_of(document), by=by, at=at)
    fact = DocumentLeft(number=document.number, kind=document.kind)
    trail.record(fact, on=document, by=by, at=at)
    return document
