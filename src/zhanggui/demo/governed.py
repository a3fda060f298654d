"""The house governed: its risks scored, met and watched, one comes true; and an audit from plan to reply."""

from datetime import timedelta

from zhanggui.demo.cast import staff
from zhanggui.demo.firms import judge
from zhanggui.demo.scans import scan
from zhanggui.demo.story import on_day
from zhanggui.demo.world import told
from zhanggui.domain.governance.models import Audit, Finding, Mandate, Risk
from zhanggui.domain.governance.operations.add_working_paper import add_working_paper
from zhanggui.domain.governance.operations.agree_action import ActionWish, agree_action
from zhanggui.domain.governance.operations.assess_risk import Scores, assess_risk
from zhanggui.domain.governance.operations.draw_sample import draw_sample
from zhanggui.domain.governance.operations.end_fieldwork import end_fieldwork
from zhanggui.domain.governance.operations.finish_measure import finish_measure
from zhanggui.domain.governance.operations.issue_report import issue_report
from zhanggui.domain.governance.operations.open_audit import open_audit
from zhanggui.domain.governance.operations.plan_measure import MeasureWish, plan_measure
from zhanggui.domain.governance.operations.propose_mandate import MandateWish, propose_mandate
from zhanggui.domain.governance.operations.propose_strategy import StrategyWish, propose_strategy
from zhanggui.domain.governance.operations.read_report import read_report
from zhanggui.domain.governance.operations.record_finding import FindingWish, record_finding
from zhanggui.domain.governance.operations.register_risk import RiskWish, register_risk
from zhanggui.domain.governance.operations.reply_to_report import reply_to_report
from zhanggui.domain.governance.operations.verify_measure import verify_measure
from zhanggui.domain.governance.states import (
    Area,
    Category,
    Gravity,
    Level,
    MandateKind,
    MeasureKind,
    Population,
    Prompt,
    RiskSource,
    StrategyKind,
)
from zhanggui.domain.governance.watching import watch_indicators
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.documents.uploads import Upload

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
        judge(strategy.pk, "approve", staff("executive"), on_day(AGREED, 16))
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


CHARTER = (
    "内部审计独立于经营，向负责人报告；审计人员可查阅全部业务、资金与操作记录，不参与经营、不修改数据。"
    "发现问题须有记录或底稿为证，整改由审计复核，报告保存十年。"
)
MANDATED, BEGUN, FOUND, PUT_RIGHT, ISSUED = 3, 14, 16, 22, 26
"""The days on which the auditors got their task, began, found something, looked again, and reported."""


def the_auditors_look() -> None:
    """The charter, the plan of the year, one audit with two findings, and what management says."""
    auditor = staff("auditor")
    for year in sorted({on_day(MANDATED).year, clock.now().astimezone(SHANGHAI).year}):
        plan = _mandated(year)
    audit = open_audit(
        plan_id=plan.pk,
        place=1,
        scope="开业以来的订单与退换货处理：价格、时限、留痕。",
        by=auditor,
        at=on_day(BEGUN, 9),
    )
    _looked_at(audit)
    end_fieldwork(audit_id=audit.pk, by=auditor, at=on_day(FOUND, 18))
    report = issue_report(
        audit_id=audit.pk,
        conclusion="订单处理总体合规，内部控制有效；两项问题已整改并经复核。",
        readers=[staff(one).account_id for one in ("executive", "compliance", "supervisor")],
        by=auditor,
        at=on_day(ISSUED, 10),
    )
    for hour, reader in enumerate(("executive", "compliance", "supervisor"), 11):
        read_report(report_id=report.pk, by=staff(reader), at=on_day(ISSUED, hour))
    said = "同意审计意见，整改措施纳入部门考核，下季度跟踪。"
    reply_to_report(report_id=report.pk, text=said, by=staff("executive"), at=on_day(ISSUED, 16))


def _mandated(year: int) -> Mandate:
    """A charter and a plan, proposed by the auditor and approved by the executive."""
    auditor, at = staff("auditor"), on_day(MANDATED, 10)
    charter = propose_mandate(
        wish=MandateWish(kind=MandateKind.CHARTER, year=year, text=CHARTER), by=auditor, at=at
    )
    judge(charter.pk, "approve", staff("executive"), at + timedelta(hours=2))
    wish = MandateWish(
        kind=MandateKind.PLAN,
        year=year,
        text="依据风险台账中等级较高的环节：投诉办结、商品质量、价格与促销。",
        audits=[
            f"订单与售后处理审计 | B-6.1.2 B-6.2.1 | {on_day(BEGUN).date()}",
            f"价格与促销审计 | B-4.1.1 B-4.2.1 | {on_day(BEGUN + 60).date()}",
            f"权限与操作留痕审计 | B-8.1.2 | {on_day(BEGUN + 90).date()}",
        ],
    )
    plan = propose_mandate(wish=wish, by=auditor, at=at)
    judge(plan.pk, "approve", staff("executive"), at + timedelta(hours=3))
    return plan


def _looked_at(audit: Audit) -> None:
    """Samples, a working paper, two findings; each put right and looked at again by the auditor."""
    auditor, at = staff("auditor"), on_day(FOUND, 10)
    draw_sample(audit_id=audit.pk, population=Population.ORDERS, wanted=12, by=auditor, at=at)
    cases_drawn = draw_sample(audit_id=audit.pk, population=Population.CASES, wanted=6, by=auditor, at=at)
    page = scan("working paper", audit.number, ("walk-through of 18 records", "DEMO ONLY"))
    paper = add_working_paper(
        audit_id=audit.pk,
        title="穿行测试底稿",
        paper=Upload("paper.png", page, "image/png"),
        by=auditor,
        at=at,
    )
    noted = FindingWish(
        clause=audit.criteria[0],
        what="抽查工单的处理记录过于简略，看不出核实经过。",
        gravity=Gravity.MINOR,
        sample_id=cases_drawn.pk,
        records=cases_drawn.drawn[:2],
    )
    written = FindingWish(
        clause=audit.criteria[1],
        what="售后交接班没有书面清单，依赖口头说明。",
        gravity=Gravity.MINOR,
        paper_id=paper.pk,
    )
    for place, wish in enumerate((noted, written)):
        finding = record_finding(audit_id=audit.pk, wish=wish, by=auditor, at=on_day(FOUND, 14, place))
        _put_right(finding)


def _put_right(finding: Finding) -> None:
    owner = staff("supervisor")
    wish = ActionWish(
        cause="缺少统一模板，班组长未复核。",
        what="启用处理记录与交接模板，班组长每日复核。",
        owner_id=owner.account_id,
        due_on=on_day(PUT_RIGHT).date(),
    )
    action = agree_action(finding_id=finding.pk, wish=wish, by=staff("compliance"), at=on_day(FOUND, 17))
    finish_measure(
        measure_id=action.pk, evidence="模板与十日复核记录。", by=owner, at=on_day(PUT_RIGHT - 1, 10)
    )
    verdict = "抽查十份记录，均按模板填写并复核。"
    verify_measure(measure_id=action.pk, verdict=verdict, by=staff("auditor"), at=on_day(PUT_RIGHT, 15))
