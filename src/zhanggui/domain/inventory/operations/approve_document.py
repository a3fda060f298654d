"""A goods document was approved by somebody else: its goods may leave the house."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import APPROVE_DOCUMENT
from zhanggui.domain.inventory.documents import held_document, step
from zhanggui.domain.inventory.facts import DocumentApproved
from zhanggui.domain.inventory.models import StockDocument
from zhanggui.domain.inventory.refusals import NotApproved
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def approve_document(*, document_id: UUID, by: Actor, at: datetime) -> StockDocument:
    """Told by the review when it ends well. Raises ``NotApproved`` to anybody else."""
    by.require(APPROVE_DOCUMENT)
    document = held_document(document_id)
    if not approvals.is_approved(document.id, document.digest):
        raise NotApproved
    step(document, "approve")
    fact = DocumentApproved(number=document.number, kind=document.kind)
    trail.record(fact, on=document, by=by, at=at)
    return document
