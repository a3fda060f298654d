"""Putting a paper that is filed already in the place of an older one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.capabilities import FILE_FOR_OTHERS
from zhanggui.mechanisms.documents.facts import DocumentSuperseded
from zhanggui.mechanisms.documents.filing import owner_of
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.refusals import AlreadyReplaced, OtherDocument


@transaction.atomic
def supersede_document(*, document_id: UUID, by_document_id: UUID, by: Actor, at: datetime) -> None:
    """Let ``by_document_id`` be the newer one of the same owner and type; the old one warns no more."""
    by.require(FILE_FOR_OTHERS)
    held = {each.id: each for each in Document.objects.locked().filter(pk__in=[document_id, by_document_id])}
    if len(held) != 2:
        raise NotFound
    old, new = held[document_id], held[by_document_id]
    if (old.type, old.organisation_id, old.account_id) != (new.type, new.organisation_id, new.account_id):
        raise OtherDocument
    if new.replaces_id is not None or Document.objects.filter(replaces=old).exists():
        raise AlreadyReplaced
    new.replaces = old
    new.save(update_fields=["replaces"])
    told = DocumentSuperseded(type=old.type, number=new.number)
    trail.record(told, on=old, by=by, at=at, thread=owner_of(old))
