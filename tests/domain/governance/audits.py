"""An audit for tests: a house with a charter and a plan, and cases to look at."""

from tests.domain.governance.conftest import DAY, decide, met
from zhanggui.demo.scans import scan
from zhanggui.domain.governance.operations.add_working_paper import add_working_paper
from zhanggui.domain.governance.operations.agree_action import ActionWish, agree_action
from zhanggui.domain.governance.operations.draw_sample import draw_sample
from zhanggui.domain.governance.operations.end_fieldwork import end_fieldwork
from zhanggui.domain.governance.operations.finish_measure import finish_measure
from zhanggui.domain.governance.operations.issue_report import issue_report
from zhanggui.domain.governance.operations.open_audit import open_audit
from zhanggui.domain.governance.operations.propose_mandate import MandateWish, propose_mandate
from zhanggui.domain.governance.operations.read_report import read_report
from zhanggui.domain.governance.operations.record_finding import FindingWish, record_finding
from zhanggui.domain.governance.operations.reply_to_report import reply_to_report
from zhanggui.domain.governance.operations.report_event import Happening, report_event
from zhanggui.domain.governance.operations.verify_measure import verify_measure
from zhanggui.domain.governance.states import Gravity, MandateKind, Population
from zhanggui.mechanisms.documents.uploads import Upload


def mandated(people, at, kind=MandateKind.PLAN, audits=("客诉审计 | B-6.1.2 | 2026-11-30",)):
    wish = MandateWish(kind=kind, year=at.year, text="独立、可查阅一切", audits=audits)
    mandate = propose_mandate(wish=wish, by=people.auditor, at=at)
    decide(mandate.pk, "approve", people.executive, at)
    return mandate


def begun(people, at):
    """An audit in its fieldwork, in a house where five things went wrong."""
    mandated(people, at, MandateKind.CHARTER, ())
    plan = mandated(people, at)
    risk = met(people, at)
    for number in range(5):
        happening = Happening(what=f"第 {number} 次", gravity=Gravity.MINOR)
        report_event(risk_id=risk.pk, happening=happening, by=people.keeper, at=at)
    return open_audit(plan_id=plan.pk, place=1, scope="全部工单", by=people.auditor, at=at)


def sampled(audit, people, at, wanted=3):
    return draw_sample(
        audit_id=audit.pk, population=Population.CASES, wanted=wanted, by=people.auditor, at=at
    )


def papered(audit, people, at):
    page = Upload("paper.png", scan("working paper", audit.number), "image/png")
    return add_working_paper(audit_id=audit.pk, title="底稿", paper=page, by=people.auditor, at=at)


def found(audit, people, at, **changes):
    wish = {"clause": "B-6.1.2", "what": "记录过简", "gravity": Gravity.MINOR}
    return record_finding(audit_id=audit.pk, wish=FindingWish(**wish | changes), by=people.auditor, at=at)


def agreed(finding, people, at, days=5):
    wish = ActionWish(
        cause="没有模板",
        what="启用模板",
        owner_id=people.keeper.account_id,
        due_on=(at + days * DAY).date(),
    )
    return agree_action(finding_id=finding.pk, wish=wish, by=people.officer, at=at)


def put_right(action, people, at):
    finish_measure(measure_id=action.pk, evidence="模板", by=people.keeper, at=at)
    return verify_measure(measure_id=action.pk, verdict="抽查属实", by=people.auditor, at=at)


def reported(audit, people, at):
    end_fieldwork(audit_id=audit.pk, by=people.auditor, at=at)
    return issue_report(
        audit_id=audit.pk,
        conclusion="总体有效",
        readers=[people.executive.account_id],
        by=people.auditor,
        at=at,
    )


def answered(report, people, at):
    read_report(report_id=report.pk, by=people.executive, at=at)
    return reply_to_report(report_id=report.pk, text="同意", by=people.executive, at=at)
