"""Filing a paper."""

from datetime import datetime

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.documents.filing import Filing, file
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.uploads import Upload


@transaction.atomic
def store_document(*, upload: Upload, filing: Filing, by: Actor, at: datetime) -> Document:
    """Keep a paper for its owner: inspected, sealed, with its digest and validity.

    Raises the refusals of ``uploads.inspect``, and ``NotFound`` for papers of others.
    """
    return file(upload, filing, by=by, at=at)
