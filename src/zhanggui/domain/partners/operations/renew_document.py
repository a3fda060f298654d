"""A partner brings a newer paper before, or after, the old one runs out."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.partners.capabilities import APPLY
from zhanggui.domain.partners.facts import RenewalSubmitted
from zhanggui.domain.partners.models import Renewal
from zhanggui.domain.partners.policies import RENEWAL
from zhanggui.domain.partners.reach import hold_own
from zhanggui.domain.partners.refusals import RenewalOpen
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.documents import queries as papers
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("partners_one_open_renewal", RenewalOpen)


@transaction.atomic
def renew_document(*, document_id: UUID, upload: Upload, filing: Filing, by: Actor, at: datetime) -> Renewal:
    """File a newer paper in place of this one. It counts when somebody of the house has accepted it."""
    by.require(APPLY)
    if by.organisation_id is None:
        raise NotFound
    partner = hold_own(by.organisation_id, by)
    old = papers.current(by.organisation_id).filter(pk=document_id, type=filing.type).first()
    if old is None or filing.organisation != by.organisation_id:
        raise NotFound
    document = store_document(upload=upload, filing=filing, by=by, at=at)
    content = {"document": str(document.id), "sha256": document.sha256, "valid_to": str(document.valid_to)}
    with refusing():
        renewal = Renewal.objects.create(
            organisation=partner.organisation,
            replaces=old,
            document=document,
            digest=approvals.digest_of(content),
            submitted_by_id=by.account_id,
            submitted_at=at,
        )
    approvals.submit(RENEWAL, renewal, by=by, at=at)
    told = RenewalSubmitted(name=partner.organisation.name, type=document.type)
    trail.record(told, on=renewal, by=by, at=at, thread=partner.organisation)
    return renewal
