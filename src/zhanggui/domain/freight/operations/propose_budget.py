"""Proposing what freight may cost in a month."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight import rules
from zhanggui.domain.freight.capabilities import PROPOSE_BUDGETS
from zhanggui.domain.freight.facts import BudgetProposed
from zhanggui.domain.freight.models import Budget
from zhanggui.domain.freight.refusals import BadAmount, BudgetPast, ReasonMissing
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import FEN_MAX, Fen
from zhanggui.mechanisms import approvals, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetWish:
    """An amount for a month, and what it was reckoned from; what is left empty means all of them."""

    month: date
    amount_fen: Fen
    assumptions: str
    carrier_id: UUID | None = None
    warehouse_id: UUID | None = None
    province: str = ""


@transaction.atomic
def propose_budget(*, wish: BudgetWish, by: Actor, at: datetime) -> Budget:
    """Submit a budget for approval. Approved, it takes the place of the one before."""
    by.require(PROPOSE_BUDGETS)
    month = rules.first_of_month(wish.month)
    if month < rules.first_of_month(at.astimezone(SHANGHAI).date()):
        raise BudgetPast
    if not 0 < wish.amount_fen <= FEN_MAX:
        raise BadAmount
    if not wish.assumptions.strip():
        raise ReasonMissing
    budget = Budget(
        month=month,
        carrier_id=wish.carrier_id,
        warehouse_id=wish.warehouse_id,
        province=wish.province.strip()[:40],
        amount_fen=wish.amount_fen,
        assumptions=wish.assumptions.strip()[:400],
        proposed_by_id=by.account_id,
        proposed_at=at,
    )
    budget.digest = approvals.digest_of(rules.budget_content(budget))
    budget.save(force_insert=True)
    approvals.submit(approvals.policy_of("freight.budget"), budget, by=by, at=at, note=budget.assumptions)
    fact = BudgetProposed(budget=str(budget), amount_fen=budget.amount_fen)
    trail.record(fact, on=budget, by=by, at=at)
    return budget
