"""Proposing by which terms a supplier is settled with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zhanggui.domain.catalog.queries import categories_known
from zhanggui.domain.finance.capabilities import PROPOSE_TERMS
from zhanggui.domain.finance.facts import TermsProposed
from zhanggui.domain.finance.models import Terms
from zhanggui.domain.finance.refusals import BadShare, TermsInThePast, UnknownCategory
from zhanggui.domain.finance.rules import terms_content
from zhanggui.domain.finance.states import Cycle
from zhanggui.domain.partners.queries import supplier_of_id
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import BP
from zhanggui.mechanisms import approvals, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsWish:
    """How often, for which commission (hundredths of a percent, by category code where it differs).

    ``discount_share_bp`` is the supplier's share of what promotions gave away on its goods,
    ``freight_share_bp`` that of what sending them cost.
    """

    cycle: Cycle
    commission_bp: int
    starts_on: date
    category_bp: Mapping[str, int] = field(default_factory=dict)
    discount_share_bp: int = 0
    freight_share_bp: int = 0


@transaction.atomic
def propose_terms(*, supplier_id: UUID, wish: TermsWish, by: Actor, at: datetime) -> Terms:
    """Submit new terms for approval. They hold for cycles that begin on their first day or later."""
    by.require(PROPOSE_TERMS)
    supplier = supplier_of_id(supplier_id)
    hold_partner(supplier.organisation_id)
    _refuse_odd(wish, at)
    last = Terms.objects.filter(supplier=supplier).aggregate(last=Max("number"))["last"] or 0
    terms = Terms(
        supplier=supplier,
        number=last + 1,
        cycle=wish.cycle,
        commission_bp=wish.commission_bp,
        category_bp=dict(wish.category_bp),
        discount_share_bp=wish.discount_share_bp,
        freight_share_bp=wish.freight_share_bp,
        starts_on=wish.starts_on,
        proposed_by_id=by.account_id,
        proposed_at=at,
    )
    terms.digest = approvals.digest_of(terms_content(terms))
    terms.save(force_insert=True)
    approvals.submit(approvals.policy_of("finance.terms"), terms, by=by, at=at)
    fact = TermsProposed(supplier=str(supplier), number=terms.number)
    trail.record(fact, on=terms, by=by, at=at, thread=supplier)
    return terms


def _refuse_odd(wish: TermsWish, at: datetime) -> None:
    shares = (wish.commission_bp, wish.discount_share_bp, wish.freight_share_bp, *wish.category_bp.values())
    if not all(0 <= share <= BP for share in shares):
        raise BadShare
    if wish.starts_on <= at.astimezone(SHANGHAI).date():
        raise TermsInThePast
    known = categories_known(wish.category_bp)
    for code in wish.category_bp:
        if code not in known:
            raise UnknownCategory(code=code[:32])
