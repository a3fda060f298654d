"""Cancelling a goods document whose goods have not left."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import PREPARE_DOCUMENT
from zhanggui.domain.inventory.documents import give_back, held_document, lines_of, step
from zhanggui.domain.inventory.facts import DocumentCancelled
from zhanggui.domain.inventory.models import StockDocument
from zhanggui.domain.inventory.refusals import ReasonMissing, UnderReview
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.approvals import ReviewState


@transaction.atomic
def cancel_document(*, document_id: UUID, reason: str, by: Actor, at: datetime) -> StockDocument:
    """What it had set aside is free again. Raises ``UnderReview``: a review is ended where it is held."""
    by.require(PREPARE_DOCUMENT)
    document = held_document(document_id)
    if not reason.strip():
        raise ReasonMissing
    review = approvals.review_of(document.id)
    if review is not None and review.state == ReviewState.OPEN:
        raise UnderReview
    step(document, "cancel", cancelled_at=at)
    give_back(document, lines_of(document), by=by, at=at)
    fact = DocumentCancelled(number=document.number, kind=document.kind)
    trail.record(fact, on=document, by=by, at=at, reason=reason)
    return document
