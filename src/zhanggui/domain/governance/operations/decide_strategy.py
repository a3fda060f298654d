"""What a decision about a strategy leads to: the risk is met that way, or it goes back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.facts import StrategyDecided
from zhanggui.domain.governance.keeping import held_risk
from zhanggui.domain.governance.models import Strategy
from zhanggui.domain.governance.states import PROPOSAL, RISK, ProposalState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def decide_strategy(*, strategy_id: UUID, verb: str, by: Actor, at: datetime) -> Strategy:
    """Called by the review alone, which has asked who may decide. Raises ``WrongState``."""
    found = Strategy.objects.filter(pk=strategy_id).first()
    if found is None:
        raise NotFound
    risk = held_risk(found.risk_id)
    strategy = Strategy.objects.locked().get(pk=strategy_id)
    strategy.state, strategy.decided_at = PROPOSAL.after(strategy.state, verb), at
    strategy.save(update_fields=["state", "decided_at"])
    if strategy.state == ProposalState.ADOPTED:
        risk.strategies.filter(state=ProposalState.ADOPTED).exclude(pk=strategy.pk).update(
            state=PROPOSAL.after(ProposalState.ADOPTED, "supersede").value
        )
        risk.state, risk.strategy = RISK.after(risk.state, "adopt"), strategy
        risk.save(update_fields=["state", "strategy"])

    fact = StrategyDecided(number=risk.number, state=strategy.state)
    trail.record(fact, on=strategy, by=by, at=at, thread=risk)
    return strategy
