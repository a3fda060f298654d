"""Verifying a partner's file again, every six months (NT-01)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.partners import rules, standing
from zhanggui.domain.partners.capabilities import VERIFY
from zhanggui.domain.partners.facts import PartnerVerified
from zhanggui.domain.partners.models import Verification
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.domain.partners.refusals import FieldMissing
from zhanggui.domain.partners.states import MAY_BE_VERIFIED
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import trail


@transaction.atomic
def verify_partner(
    *, organisation_id: UUID, method: str, findings: str, by: Actor, at: datetime
) -> Verification:
    """Record that identity, address, contacts and permits were verified, and how. Holds for six months.

    A partner that was stopped because this was overdue trades again.
    """
    by.require(VERIFY)
    partner = hold_partner(organisation_id)
    if partner.state not in MAY_BE_VERIFIED:
        raise WrongState(state=partner.state, verb="verify")
    if not method.strip():
        raise FieldMissing(field="method")
    until = rules.months_later(at.astimezone(SHANGHAI).date(), norm("partner.verification_months", on=at))
    verification = Verification.objects.create(
        organisation=partner.organisation,
        method=method[:200],
        findings=findings,
        verified_by_id=by.account_id,
        verified_at=at,
        holds_until=until,
    )
    partner.verified_until = until
    partner.save(update_fields=["verified_until"])
    told = PartnerVerified(name=partner.organisation.name, method=verification.method, holds_until=str(until))
    trail.record(told, on=partner, by=by, at=at, thread=partner.organisation)
    if changed := standing.settle(partner, by, at):
        trail.record(changed, on=partner, by=by, at=at, thread=partner.organisation)
    return verification
