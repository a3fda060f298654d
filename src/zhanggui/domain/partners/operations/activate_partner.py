"""All steps are passed: the partner may trade."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.partners import rules, standing
from zhanggui.domain.partners.facts import PartnerActivated
from zhanggui.domain.partners.models import Application, Verification
from zhanggui.domain.partners.papers import PUBLIC_TYPES
from zhanggui.domain.partners.reach import AnyPartner, hold_partner
from zhanggui.domain.partners.refusals import StillWanting
from zhanggui.domain.partners.states import PARTNER
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents import queries as papers
from zhanggui.mechanisms.documents.operations.release_document import release_document
from zhanggui.schema.violations import refusing


@transaction.atomic
def activate_partner(*, application_id: UUID, by: Actor, at: datetime) -> None:
    """Let the partner trade on this application, until the first thing that it rests on ends.

    The last approval of the review calls this; the database refuses an application that is not approved.
    Its licences become public with it.
    """
    application = Application.objects.filter(pk=application_id).first()
    if application is None:
        raise NotFound
    partner = hold_partner(application.organisation_id)
    partner.state = PARTNER.after(partner.state, "activate")
    partner.application = application
    partner.verified_until = _verified(partner, by, at)
    partner.organisation.name = application.firm_name
    partner.organisation.save(update_fields=["name"])
    with refusing():
        partner.save(update_fields=["state", "application", "verified_until"])
    rests_on = standing.standing_of(partner, at)
    if wanting := rests_on.wanting(at):
        raise StillWanting(wanting=wanting.value)
    partner.trades_until = rests_on.trades_until()
    partner.save(update_fields=["trades_until"])
    _release(partner, by, at)
    told = PartnerActivated(name=application.firm_name, trades_until=str(partner.trades_until))
    trail.record(told, on=partner, by=by, at=at, thread=partner.organisation)


def _verified(partner: AnyPartner, by: Actor, at: datetime) -> date:
    today = at.astimezone(SHANGHAI).date()
    until = rules.months_later(today, norm("partner.verification_months", on=at))
    Verification.objects.create(
        organisation=partner.organisation,
        method="application",
        verified_by_id=by.account_id,
        verified_at=at,
        holds_until=until,
    )
    return until


def _release(partner: AnyPartner, by: Actor, at: datetime) -> None:
    for document in papers.current(partner.organisation_id).filter(type__in=PUBLIC_TYPES, released_at=None):
        release_document(document_id=document.id, by=by, at=at, reason="licence of an active partner")
