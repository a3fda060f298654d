"""Looking at a paper."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents import vault
from zhanggui.mechanisms.documents.capabilities import READ_DOCUMENTS
from zhanggui.mechanisms.documents.facts import DocumentRead
from zhanggui.mechanisms.documents.filing import owner_of
from zhanggui.mechanisms.documents.models import Document


@dataclass(frozen=True, slots=True)
class Content:
    """A paper opened: the document and its bytes."""

    document: Document
    bytes: bytes


@transaction.atomic
def read_document(*, document_id: UUID, by: Actor, at: datetime) -> Content:
    """The paper's bytes, for the public if it was released, for its owner, or for those who review.

    When somebody of the house looks at a paper that is not public, that leaves a fact. To everybody else
    the paper does not exist.
    """
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise NotFound
    if not _open_to(document, by):
        if not by.may(READ_DOCUMENTS):
            raise NotFound
        told = DocumentRead(type=document.type, number=document.number)
        trail.record(told, on=document, by=by, at=at, thread=owner_of(document))
    return Content(document, vault.content_of(document.sha256))


def _open_to(document: Document, by: Actor) -> bool:
    if document.released_at is not None:
        return True
    if document.account_id is not None:
        return document.account_id == by.account_id
    return document.organisation_id == by.organisation_id and not by.may(READ_DOCUMENTS)
