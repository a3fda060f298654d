"""The papers are in order: visit and agreement follow."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.partners.facts import PapersChecked
from zhanggui.domain.partners.models import Application
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.domain.partners.states import PARTNER
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def begin_checking(*, application_id: UUID, by: Actor, at: datetime) -> None:
    """Move the firm on. The approved first step of the review calls this; nobody else can."""
    application = Application.objects.filter(pk=application_id).first()
    if application is None:
        raise NotFound
    partner = hold_partner(application.organisation_id)
    review = approvals.review_of(application.id)
    if review is None or not review.steps.filter(code="check", state=approvals.StepState.APPROVED).exists():
        raise NotAllowed
    partner.state = PARTNER.after(partner.state, "begin_checking")
    partner.save(update_fields=["state"])
    told = PapersChecked(name=application.firm_name)
    trail.record(told, on=partner, by=by, at=at, thread=partner.organisation)
