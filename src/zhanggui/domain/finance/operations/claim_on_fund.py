"""Asking the protection fund to pay a customer who was harmed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance.capabilities import CLAIM_FUND
from zhanggui.domain.finance.facts import ClaimProposed
from zhanggui.domain.finance.models import FundClaim
from zhanggui.domain.finance.numbers import next_number
from zhanggui.domain.finance.refusals import BadAmount, ReasonMissing
from zhanggui.domain.finance.rules import claim_content
from zhanggui.domain.finance.states import ClaimState
from zhanggui.domain.sales.queries import order_concerning
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import FEN_MAX, Fen
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import approvals, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWish:
    """So much for what happened on an order, to whom, and the number of the complaint that shows it."""

    order_id: UUID
    amount_fen: Fen
    harm: str
    payee: str
    evidence: str = ""


@transaction.atomic
def claim_on_fund(*, wish: ClaimWish, by: Actor, at: datetime) -> FundClaim:
    """Propose a payment of the fund. Two other people decide it, within the days its rules give them."""
    by.require(CLAIM_FUND)
    order = order_concerning(wish.order_id, by=by)
    if not 0 < wish.amount_fen <= FEN_MAX:
        raise BadAmount
    if not wish.harm.strip() or not wish.payee.strip():
        raise ReasonMissing
    claim = FundClaim(
        number=next_number("BZ", at),
        order=order,
        amount_fen=wish.amount_fen,
        harm=wish.harm.strip()[:400],
        evidence=wish.evidence.strip()[:80],
        payee=wish.payee.strip()[:200],
        state=ClaimState.PROPOSED,
        proposed_by_id=by.account_id,
        proposed_at=at,
        decide_by=at + timedelta(days=norm("fund.decide_days", on=at)),
    )
    claim.digest = approvals.digest_of(claim_content(claim))
    claim.save(force_insert=True)
    approvals.submit(approvals.policy_of("finance.fund_claim"), claim, by=by, at=at, note=claim.harm)
    fact = ClaimProposed(number=claim.number, amount_fen=claim.amount_fen)
    trail.record(fact, on=claim, by=by, at=at, thread=trail.Subject("sales.order", order.id))
    return claim
