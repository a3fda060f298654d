"""A house with people who look after its risks."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.people import LONG_AGO, somebody
from zhanggui.domain.governance.models import Risk
from zhanggui.domain.governance.operations.assess_risk import Scores, assess_risk
from zhanggui.domain.governance.operations.plan_measure import MeasureWish, plan_measure
from zhanggui.domain.governance.operations.propose_strategy import StrategyWish, propose_strategy
from zhanggui.domain.governance.operations.register_risk import RiskWish, register_risk
from zhanggui.domain.governance.states import (
    Area,
    Category,
    Level,
    MeasureKind,
    Prompt,
    RiskSource,
    StrategyKind,
)
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Judgement, Verdict

DAY = timedelta(days=1)


@dataclass(frozen=True)
class People:
    keeper: Actor
    risk: Actor
    officer: Actor
    executive: Actor
    auditor: Actor


@pytest.fixture
def people() -> People:
    Organisation.objects.get_or_create(
        id=HOUSE, defaults={"kind": Organisation.Kind.HOUSE, "name": "本店", "created_at": LONG_AGO}
    )
    return People(
        keeper=somebody("仓管", Role.WAREHOUSE_KEEPER),
        risk=somebody("风险", Role.RISK_MANAGER),
        officer=somebody("合规", Role.COMPLIANCE_OFFICER),
        executive=somebody("负责人", Role.EXECUTIVE),
        auditor=somebody("审计", Role.INTERNAL_AUDITOR),
    )


def decide(subject_id, step, by, at, verdict=Verdict.APPROVE):
    review = approvals.review_of(subject_id)
    answers = approvals.policy_of(review.kind).all_ok(step)
    judgement = Judgement(step=step, verdict=verdict, answers=answers, note="看过")
    return approvals.decide(review_id=review.pk, judgement=judgement, by=by, at=at)


def noticed(people: People, at, **changes) -> Risk:
    wish = {
        "area": Area.WAREHOUSE,
        "category": Category.SUPPLY,
        "cause": "货架与账不符",
        "event": "超卖后缺货",
        "effect": "延迟发货",
        "owner_id": people.keeper.account_id,
        "source": RiskSource.WORKSHOP,
    }
    return register_risk(wish=RiskWish(**wish | changes), by=people.keeper, at=at)


def scored(risk: Risk, people: People, at, before=(3, 4), after=(2, 3), prompt=Prompt.FIRST):
    scores = Scores(before=before, after=after, prompt=prompt, evidence="盘点差异三十日记录")
    return assess_risk(risk_id=risk.pk, scores=scores, by=people.officer, at=at)


def proposed(risk: Risk, people: People, at, kind=StrategyKind.REDUCE, until=None):
    wish = StrategyWish(
        kind=kind, reason="可以降低", costs="盘点便宜", target=Level.LOW, accepted_until=until
    )
    return propose_strategy(risk_id=risk.pk, wish=wish, by=people.officer, at=at)


def met(people: People, at, before=(3, 4), after=(2, 3), **changes) -> Risk:
    """A risk that is scored, and met by an approved strategy."""
    risk = noticed(people, at, **changes)
    scored(risk, people, at, before, after)
    strategy = proposed(risk, people, at)
    decide(strategy.pk, "agree", people.risk, at)
    if strategy.risk_level == Level.HIGH:
        decide(strategy.pk, "approve", people.executive, at)
    risk.refresh_from_db()
    return risk


def planned(risk: Risk, people: People, at, days: int = 10, control: str = ""):
    wish = MeasureWish(
        kind=MeasureKind.DETECTIVE,
        what="循环盘点",
        owner_id=people.keeper.account_id,
        due_on=(at + days * DAY).date(),
        control=control,
    )
    return plan_measure(risk_id=risk.pk, wish=wish, by=people.risk, at=at)
