"""Dropping a goods document that was not approved."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.documents import give_back, held_document, lines_of, step
from zhanggui.domain.inventory.facts import DocumentCancelled
from zhanggui.domain.inventory.models import StockDocument
from zhanggui.domain.inventory.refusals import AlreadyApproved, UnderReview
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.approvals import ReviewState


@transaction.atomic
def drop_document(*, document_id: UUID, by: Actor, at: datetime) -> StockDocument:
    """Told by the review when it ends without approval; whoever ended it was asked there."""
    document = held_document(document_id)
    review = approvals.review_of(document.id)
    if review is None or review.state == ReviewState.OPEN:
        raise UnderReview
    if approvals.is_approved(document.id, document.digest):
        raise AlreadyApproved
    step(document, "cancel", cancelled_at=at)
    give_back(document, lines_of(document), by=by, at=at)
    fact = DocumentCancelled(number=document.number, kind=document.kind)
    trail.record(fact, on=document, by=by, at=at)
    return document
