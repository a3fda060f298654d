"""Attaching a paper to a receipt, a count or a goods document: a photograph, a signed note, a report."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.inventory.capabilities import ATTACH
from zhanggui.domain.inventory.document_types import STOCK_PAPER
from zhanggui.domain.inventory.facts import PaperAttached
from zhanggui.domain.inventory.models import Attachment, Receipt, StockCount, StockDocument
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.uploads import Upload


@transaction.atomic
def attach_paper(
    *, to: Receipt | StockCount | StockDocument, upload: Upload, by: Actor, at: datetime
) -> Attachment:
    """File the paper, sealed, with the thing it proves. Raises what filing a document raises."""
    by.require(ATTACH)
    filing = Filing(type=STOCK_PAPER.code, organisation=HOUSE, number=to.number)
    paper = store_document(upload=upload, filing=filing, by=by, at=at)
    attachment = Attachment.objects.create(
        subject_id=to.pk, paper=paper, attached_by_id=by.account_id, attached_at=at
    )
    trail.record(PaperAttached(file_name=paper.file_name), on=to, by=by, at=at)
    return attachment
