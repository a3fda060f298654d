"""The house governed: its risks scored, met and watched; one comes true."""

from datetime import timedelta

from zhanggui.demo.cast import staff
from zhanggui.demo.firms import judge
from zhanggui.demo.story import on_day
from zhanggui.demo.world import told
from zhanggui.domain.governance.models import Risk
from zhanggui.domain.governance.operations.assess_risk import Scores, assess_risk
from zhanggui.domain.governance.operations.finish_measure import finish_measure
from zhanggui.domain.governance.operations.plan_measure import MeasureWish, plan_measure
from zhanggui.domain.governance.operations.propose_strategy import StrategyWish, propose_strategy
from zhanggui.domain.governance.operations.register_risk import RiskWish, register_risk
from zhanggui.domain.governance.operations.verify_measure import verify_measure
from zhanggui.domain.governance.states import (
    Area,
    Category,
    Level,
    MeasureKind,
    Prompt,
    RiskSource,
    StrategyKind,
)
from zhanggui.domain.governance.watching import watch_indicators
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases.models import Case

NOTICED, SCORED, AGREED, DONE, LOOKED_AT = 4, 6, 8, 18, 21
"""The days on which risks are noticed, scored and met, and measures are done and verified."""


def risks_are_met() -> None:
    """One workshop goes through all processes; what it found is scored, met and watched."""
    for row in told("risks")["risk"]:
        _met(_noticed(row), row)
    for event in watch_indicators(by=SYSTEM, at=clock.now() - timedelta(minutes=40)):
        case = Case.objects.get(pk=event.case_id)
        taken_up = clock.now() - timedelta(minutes=25)
        cases.respond(case_id=case.pk, text="已按预案核实，处理中。", by=staff("risk"), at=taken_up)


def _noticed(row: dict[str, str]) -> Risk:
    wish = RiskWish(
        area=Area(row["area"]),
        category=Category(row["category"]),
        cause=row["cause"],
        event=row["event"],
        effect=row["effect"],
        owner_id=staff(row["owner"]).account_id,
        source=RiskSource(row["source"]),
        indicator=row.get("indicator", ""),
    )
    return register_risk(wish=wish, by=staff("risk"), at=on_day(NOTICED, 10))


def _met(risk: Risk, row: dict[str, str]) -> None:
    """Scored, met as an approved strategy says, backed by a measure, and scored again when it works."""
    before, first, last = row["before"], row["first"], row["last"]
    _scored(risk, before, first, Prompt.FIRST, SCORED)
    accepted = row["strategy"] == StrategyKind.ACCEPT
    strategy = propose_strategy(
        risk_id=risk.pk,
        wish=StrategyWish(
            kind=StrategyKind(row["strategy"]),
            reason=row["reason"],
            costs=row["costs"],
            target=Level(row["target"]),
            accepted_until=(on_day(AGREED) + timedelta(days=150)).date() if accepted else None,
        ),
        by=staff("compliance"),
        at=on_day(AGREED, 9),
    )
    judge(strategy.pk, "agree", staff("risk"), on_day(AGREED, 14))
    if strategy.risk_level == Level.HIGH:
        judge(strategy.pk, "bear", staff("executive"), on_day(AGREED, 16))
    if "measure" in row:
        _backed(risk, row)
        _scored(risk, before, last, Prompt.TREATED, LOOKED_AT)


def _scored(risk: Risk, before: str, after: str, prompt: Prompt, day: int) -> None:
    scores = Scores(
        before=(int(before[0]), int(before[2])),
        after=(int(after[0]), int(after[2])),
        prompt=prompt,
        evidence="依据近三十日台账、合规控制判定与责任部门访谈。",
    )
    assess_risk(risk_id=risk.pk, scores=scores, by=staff("compliance"), at=on_day(day, 15))


def _backed(risk: Risk, row: dict[str, str]) -> None:
    owner = staff(row["owner"])
    wish = MeasureWish(
        kind=MeasureKind(row["kind"]),
        what=row["measure"],
        owner_id=owner.account_id,
        due_on=on_day(DONE + 2).date(),
        cost_fen=int(row.get("yuan", "0")) * 100,
        control=row.get("control", ""),
    )
    measure = plan_measure(risk_id=risk.pk, wish=wish, by=staff("risk"), at=on_day(AGREED, 17))
    finish_measure(measure_id=measure.pk, evidence=row["shown"], by=owner, at=on_day(DONE, 11))
    checked = "查阅记录并抽查三例，措施有效。"
    verify_measure(measure_id=measure.pk, verdict=checked, by=staff("compliance"), at=on_day(LOOKED_AT, 10))
