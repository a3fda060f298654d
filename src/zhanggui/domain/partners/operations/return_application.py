"""An application did not pass: the firm may put it right and submit the next version."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.partners.facts import ApplicationReturned
from zhanggui.domain.partners.models import Application
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.domain.partners.states import PARTNER
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import approvals, trail

CLOSED = (approvals.ReviewState.REJECTED, approvals.ReviewState.WITHDRAWN, approvals.ReviewState.EXPIRED)


@transaction.atomic
def return_application(*, application_id: UUID, by: Actor, at: datetime) -> None:
    """Give the application back. A review that was rejected, withdrawn or ran out calls this."""
    application = Application.objects.filter(pk=application_id).first()
    if application is None:
        raise NotFound
    partner = hold_partner(application.organisation_id)
    review = approvals.review_of(application.id)
    if review is None or review.state not in CLOSED:
        raise NotAllowed
    partner.state = PARTNER.after(partner.state, "return")
    partner.save(update_fields=["state"])
    told = ApplicationReturned(name=application.firm_name)
    trail.record(told, on=partner, by=by, at=at, thread=partner.organisation)
