"""Filing a newer paper in place of an older one; the older one stays in the history."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.documents.filing import Filing, file
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.refusals import AlreadyReplaced, OtherDocument
from zhanggui.mechanisms.documents.uploads import Upload


@transaction.atomic
def replace_document(
    *, document_id: UUID, upload: Upload, filing: Filing, by: Actor, at: datetime
) -> Document:
    """Renew a paper. The old one holds until its own last day, the new one from its first."""
    old = Document.objects.locked().filter(pk=document_id).first()
    if old is None:
        raise NotFound
    if (old.type, old.organisation_id, old.account_id) != (filing.type, filing.organisation, filing.account):
        raise OtherDocument
    if Document.objects.filter(replaces=old).exists():
        raise AlreadyReplaced
    return file(upload, filing, by=by, at=at, replaces=old)
