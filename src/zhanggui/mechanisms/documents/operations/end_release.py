"""Taking a paper back from the public."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.capabilities import RELEASE_DOCUMENTS
from zhanggui.mechanisms.documents.facts import ReleaseEnded
from zhanggui.mechanisms.documents.filing import owner_of
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.refusals import NotReleased


@transaction.atomic
def end_release(*, document_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Show this paper to its owner and to reviewers only, from now on."""
    by.require(RELEASE_DOCUMENTS)
    document = Document.objects.locked().filter(pk=document_id).first()
    if document is None:
        raise NotFound
    if not document.released_at:
        raise NotReleased
    document.released_at = document.released_by = None
    document.save(update_fields=["released_at", "released_by"])
    told = ReleaseEnded(type=document.type, number=document.number)
    trail.record(told, on=document, by=by, at=at, reason=reason, thread=owner_of(document))
