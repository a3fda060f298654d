"""Proposing how a risk is met; the higher its level, the higher the post that has to agree."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance import rules
from zhanggui.domain.governance.capabilities import PROPOSE_STRATEGIES
from zhanggui.domain.governance.facts import StrategyProposed
from zhanggui.domain.governance.keeping import held_risk, refuse_empty
from zhanggui.domain.governance.models import Risk, Strategy
from zhanggui.domain.governance.refusals import AcceptanceUnlimited, NotScoredYet, StrategyWaits
from zhanggui.domain.governance.states import RISK, Level, StrategyKind
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import approvals, trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("governance_one_strategy_waits", StrategyWaits)


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyWish:
    """Avoid, reduce, share or accept; why; at what cost; down to which level; accepted until when."""

    kind: StrategyKind
    reason: str
    costs: str
    target: Level
    accepted_until: date | None = None


@transaction.atomic
def propose_strategy(*, risk_id: UUID, wish: StrategyWish, by: Actor, at: datetime) -> Strategy:
    """Propose how a scored risk is met; it is submitted at once (B-9.3.2).

    Raises ``NotScoredYet``, ``AcceptanceUnlimited``, ``StrategyWaits`` and ``SayMore``.
    """
    # The policies name the verbs that a decision leads to, and those import the rooms of this one.
    from zhanggui.domain.governance.policies import BY_LEVEL

    by.require(PROPOSE_STRATEGIES)
    risk = held_risk(risk_id)
    if risk.assessment is None:
        raise NotScoredYet
    RISK.after(risk.state, "adopt")
    refuse_empty(reason=wish.reason, costs=wish.costs)
    level = Level(risk.assessment.level_after)
    _refuse_for_ever(wish, level, at)

    strategy = _written(risk, wish, level, by, at)
    with refusing(), transaction.atomic():
        strategy.save(force_insert=True)
    approvals.submit(BY_LEVEL[level], strategy, by=by, at=at)

    fact = StrategyProposed(number=risk.number, kind=strategy.kind, level=strategy.risk_level)
    trail.record(fact, on=strategy, by=by, at=at, reason=strategy.reason[:400], thread=risk)
    return strategy


def _refuse_for_ever(wish: StrategyWish, level: Level, at: datetime) -> None:
    if wish.kind != StrategyKind.ACCEPT:
        return
    today = at.astimezone(SHANGHAI).date()
    latest = today + rules.ACCEPTED_FOR[level]
    if wish.accepted_until is None or not today < wish.accepted_until <= latest:
        raise AcceptanceUnlimited(latest=latest.isoformat())


def _written(risk: Risk, wish: StrategyWish, level: Level, by: Actor, at: datetime) -> Strategy:
    strategy = Strategy(
        risk=risk,
        number=risk.strategies.count() + 1,
        kind=wish.kind.value,
        reason=wish.reason.strip(),
        costs=wish.costs.strip(),
        risk_level=level.value,
        target_level=wish.target.value,
        accepted_until=wish.accepted_until if wish.kind == StrategyKind.ACCEPT else None,
        proposed_by_id=by.account_id,
        proposed_at=at,
    )
    strategy.digest = approvals.digest_of(strategy.content())
    return strategy
