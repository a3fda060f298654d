"""Letting the public see a paper: decided by somebody other than its filer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.capabilities import RELEASE_DOCUMENTS
from zhanggui.mechanisms.documents.facts import DocumentReleased
from zhanggui.mechanisms.documents.filing import owner_of
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.refusals import AlreadyReleased, AlreadyWithdrawn, ReleasedByFiler


@transaction.atomic
def release_document(*, document_id: UUID, by: Actor, at: datetime, reason: str = "") -> Document:
    """Show this paper to anybody from now on (EC-01: licences are public)."""
    by.require(RELEASE_DOCUMENTS)
    document = Document.objects.locked().select_related("filed_by").filter(pk=document_id).first()
    if document is None:
        raise NotFound
    if document.withdrawn_at:
        raise AlreadyWithdrawn
    if document.released_at:
        raise AlreadyReleased
    filer = document.filed_by
    if filer.id == by.account_id or (filer.person_id is not None and filer.person_id == by.person_id):
        raise ReleasedByFiler
    document.released_at, document.released_by_id = at, by.account_id
    document.save(update_fields=["released_at", "released_by"])
    told = DocumentReleased(type=document.type, number=document.number)
    trail.record(told, on=document, by=by, at=at, reason=reason, thread=owner_of(document))
    return document
