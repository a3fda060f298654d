"""A paper that proved wrong, or was revoked by its issuer, counts no more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.capabilities import WITHDRAW_DOCUMENTS
from zhanggui.mechanisms.documents.facts import DocumentWithdrawn
from zhanggui.mechanisms.documents.filing import owner_of
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.refusals import AlreadyWithdrawn


@transaction.atomic
def withdraw_document(*, document_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Let this paper count no more, although its last day has not come. It stays in the history."""
    by.require(WITHDRAW_DOCUMENTS)
    document = Document.objects.locked().filter(pk=document_id).first()
    if document is None:
        raise NotFound
    if document.withdrawn_at:
        raise AlreadyWithdrawn
    document.withdrawn_at, document.withdrawn_by_id = at, by.account_id
    document.released_at = document.released_by = None
    document.save(update_fields=["withdrawn_at", "withdrawn_by", "released_at", "released_by"])
    told = DocumentWithdrawn(
        type=document.type, number=document.number, organisation=str(document.organisation_id or "")
    )
    trail.record(told, on=document, by=by, at=at, reason=reason, thread=owner_of(document))
