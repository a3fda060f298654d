"""A newer paper is not in order: it does not count, and the partner may bring another."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.partners.facts import RenewalRejected
from zhanggui.domain.partners.models import Renewal
from zhanggui.domain.partners.operations.return_application import CLOSED
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.documents.operations.withdraw_document import withdraw_document


@transaction.atomic
def reject_renewal(*, renewal_id: UUID, by: Actor, at: datetime) -> None:
    """Put the newer paper aside. A review that was rejected, withdrawn or ran out calls this."""
    renewal = Renewal.objects.locked().select_related("document").filter(pk=renewal_id).first()
    if renewal is None:
        raise NotFound
    partner = hold_partner(renewal.organisation_id)
    review = approvals.review_of(renewal.id)
    if review is None or review.state not in CLOSED:
        raise NotAllowed
    renewal.rejected_at = at
    renewal.save(update_fields=["rejected_at"])
    # The partner may withdraw its renewal, but papers are withdrawn by the house.
    withdraw_document(document_id=renewal.document_id, reason="renewal not accepted", by=SYSTEM, at=at)
    told = RenewalRejected(name=partner.organisation.name, type=renewal.document.type)
    trail.record(told, on=renewal, by=by, at=at, thread=partner.organisation)
