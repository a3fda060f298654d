"""Putting approved terms into force."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance.capabilities import APPROVE_TERMS
from zhanggui.domain.finance.facts import TermsAgreed
from zhanggui.domain.finance.models import SettlementAccount, Terms, TermsInForce
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def agree_terms(*, terms_id: UUID, by: Actor, at: datetime) -> TermsInForce:
    """Let terms hold from their first day. The approval calls this."""
    by.require(APPROVE_TERMS)
    terms = Terms.objects.select_related("supplier__organisation").get(pk=terms_id)
    in_force = TermsInForce.objects.create(
        supplier=terms.supplier, terms=terms, starts_on=terms.starts_on, agreed_at=at
    )
    SettlementAccount.objects.update_or_create(supplier=terms.supplier, defaults={"cycle": terms.cycle})
    fact = TermsAgreed(
        supplier=str(terms.supplier), number=terms.number, starts_on=terms.starts_on.isoformat()
    )
    trail.record(fact, on=terms, by=by, at=at, thread=terms.supplier)
    return in_force
