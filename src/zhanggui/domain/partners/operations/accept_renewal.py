"""A newer paper is in order: it counts, and what had stopped for want of it starts again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.partners import standing
from zhanggui.domain.partners.facts import RenewalAccepted
from zhanggui.domain.partners.models import Renewal
from zhanggui.domain.partners.papers import PUBLIC_TYPES
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.documents.operations.release_document import release_document
from zhanggui.mechanisms.documents.operations.supersede_document import supersede_document


@transaction.atomic
def accept_renewal(*, renewal_id: UUID, by: Actor, at: datetime) -> None:
    """Let the newer paper count. The approved review of the renewal calls this; nobody else can."""
    renewal = Renewal.objects.select_related("document").filter(pk=renewal_id).first()
    if renewal is None:
        raise NotFound
    partner = hold_partner(renewal.organisation_id)
    if not approvals.is_approved(renewal.id, renewal.digest) or renewal.accepted_at:
        raise NotAllowed
    renewal.accepted_at = at
    renewal.save(update_fields=["accepted_at"])
    supersede_document(document_id=renewal.replaces_id, by_document_id=renewal.document_id, by=by, at=at)
    if renewal.document.type in PUBLIC_TYPES:
        release_document(document_id=renewal.document_id, by=by, at=at, reason="renewal accepted")
    told = RenewalAccepted(name=partner.organisation.name, type=renewal.document.type)
    trail.record(told, on=renewal, by=by, at=at, thread=partner.organisation)
    if changed := standing.settle(partner, by, at):
        trail.record(changed, on=partner, by=by, at=at, thread=partner.organisation)
