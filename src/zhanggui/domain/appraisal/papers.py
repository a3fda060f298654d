"""The papers of a violation or an objection: filed, sealed and kept with their digests."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from zhanggui.domain.appraisal.refusals import TooManyPapers
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.types import document_type
from zhanggui.mechanisms.documents.uploads import Upload

PROOF = document_type("violation_proof", "Evidence of a violation")
STATEMENT = document_type("supplier_statement", "Paper of a supplier's statement")
MOST = 10
"""How many papers one statement may bring."""


def filed(
    uploads: Sequence[Upload], type_code: str, organisation_id: UUID, *, by: Actor, at: datetime
) -> list[Document]:
    """File these papers for the firm they are about. Raises ``TooManyPapers`` before any is filed."""
    if len(uploads) > MOST:
        raise TooManyPapers(most=MOST)
    filing = Filing(type=type_code, organisation=organisation_id)
    return [store_document(upload=one, filing=filing, by=by, at=at) for one in uploads]
