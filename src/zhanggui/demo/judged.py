"""Suppliers judged: their first weeks assessed, one who objects, and three violations at three stages."""

from datetime import datetime, timedelta

from zhanggui.demo.cast import firm, staff
from zhanggui.demo.firms import firm_of, judge
from zhanggui.demo.scans import scan
from zhanggui.demo.story import has_come, on_day
from zhanggui.domain.appraisal.models import Assessment, Outcome, Violation
from zhanggui.domain.appraisal.objecting import Said
from zhanggui.domain.appraisal.operations.answer_hearing import answer_hearing
from zhanggui.domain.appraisal.operations.decide_objection import Answer
from zhanggui.domain.appraisal.operations.finish_violation import finish_violation
from zhanggui.domain.appraisal.operations.freeze_assessment import freeze_assessment
from zhanggui.domain.appraisal.operations.hear_supplier import hear_supplier
from zhanggui.domain.appraisal.operations.judge_assessment import Wish, judge_assessment
from zhanggui.domain.appraisal.operations.object_to_assessment import object_to_assessment
from zhanggui.domain.appraisal.operations.propose_ruling import RulingWish, propose_ruling
from zhanggui.domain.appraisal.operations.report_violation import Report, report_violation
from zhanggui.domain.appraisal.proving import Shown
from zhanggui.domain.appraisal.states import (
    FITTING,
    Action,
    Grade,
    Gravity,
    MeasureKind,
    Source,
    Verdict,
    ViolationKind,
)
from zhanggui.domain.catalog.models import Goods
from zhanggui.domain.finance.models import Charge
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.assess_suppliers import answer_objection, assess_newcomers
from zhanggui.journeys.help_affected import help_affected
from zhanggui.kernel import clock
from zhanggui.mechanisms.documents.uploads import Upload

COUNTED, JUDGED, ARGUED = 22, 22, 24
"""The days on which the first weeks are counted, judged and objected to."""
TOLD = {
    Action.SUPPORT: "首期表现优秀，拟下调佣金并优先安排档期。",
    Action.GO_ON: "首期表现合格，继续合作，请关注评价与退货。",
    Action.IMPROVE: "首期未达合格线：请在三十日内提高发货与答复效率，并提交整改说明。",
    Action.END: "终止合作。",
}


def suppliers_are_assessed() -> None:
    """The first three weeks of every supplier: one objects and is right, the others are closed."""
    for place, assessment in enumerate(assess_newcomers(by=SYSTEM, at=on_day(COUNTED, 3))):
        at = on_day(JUDGED, 10, place)
        if place == 5 and has_come(on_day(ARGUED, 9)):
            _argued(assessment, at)
        else:
            _judged(assessment, at)
    for assessment in Assessment.objects.filter(state="shown").order_by("pk"):
        until = assessment.objections_until
        if until is not None and has_come(until + timedelta(hours=1)):
            freeze_assessment(assessment_id=assessment.pk, by=SYSTEM, at=until + timedelta(hours=1))
    for outcome in Outcome.objects.filter(terms__isnull=False).select_related("terms"):
        approved_at = outcome.carried_out_at + timedelta(hours=8)
        if outcome.terms is not None and has_come(approved_at):
            judge(outcome.terms.pk, "approve", staff("executive"), approved_at)


def violations_are_ruled() -> None:
    """One final with its penalty, one whose supplier was asked, one that was only just reported."""
    if has_come(on_day(12)):
        _final()
    _asked()
    _fresh()


def _judged(assessment: Assessment, at: datetime) -> None:
    action = FITTING[Grade(assessment.grade)][0]
    said = Wish(action=action, words=TOLD[action])
    judgement = judge_assessment(assessment_id=assessment.pk, wish=said, by=staff("supplier-manager"), at=at)
    judge(judgement.pk, "approve", staff("executive"), at + timedelta(hours=5))


def _argued(assessment: Assessment, at: datetime) -> None:
    """The supplier says that something is counted wrong; it is counted again, and waits to be approved."""
    _judged(assessment, at)
    code = _code(assessment.supplier)
    said = Said(text="有两单退货系物流破损，不应计入我司质量退货，请复核。")
    objection = object_to_assessment(
        assessment_id=assessment.pk, said=said, by=firm(code), at=on_day(ARGUED, 9)
    )
    answer = Answer(words="经复核，明细重新核对后重新评定。", right=True)
    answer_objection(objection_id=objection.pk, answer=answer, by=staff("compliance"), at=on_day(ARGUED, 16))
    assessment.refresh_from_db()
    action = FITTING[Grade(assessment.grade)][0]
    wish = Wish(action=action, words=TOLD[action])
    judge_assessment(
        assessment_id=assessment.pk,
        wish=wish,
        by=staff("supplier-manager"),
        at=clock.now() - timedelta(hours=3),
    )


def _code(supplier: Supplier) -> str:
    return str(supplier.organisation.accounts.earliest("created_at").username)


def _final() -> None:
    """Packing was changed without a word: heard, ruled with a penalty, customers told; final by now."""
    at = on_day(8, 10)
    violation = _reported(
        "jiali",
        ViolationKind.BREACH,
        Gravity.MINOR,
        "到货抽查发现保温杯包装由双层瓦楞改为单层，未按协议第六条事先报备。",
        at,
    )
    officer = staff("compliance")
    hear_supplier(
        violation_id=violation.pk,
        question="请说明更换包装的时间、批次与原因。",
        by=officer,
        at=at + timedelta(hours=3),
    )
    said = Said(text="因瓦楞纸缺货临时更换，涉及一个批次，已恢复原包装，愿承担责任。")
    answer_hearing(violation_id=violation.pk, said=said, by=firm("jiali"), at=at + timedelta(days=1))
    wish = RulingWish(
        verdict=Verdict.PROVEN,
        basis="合作协议第六条（包装变更须事先报备）",
        reasons="到货检验照片与供应商陈述一致，构成违约；已主动恢复，从轻处理。",
        measures=(MeasureKind.WARNING, MeasureKind.PENALTY),
        penalty_fen=50_000,
        from_deposit=True,
        affected_since=on_day(0).date(),
    )
    ruling = propose_ruling(violation_id=violation.pk, wish=wish, by=officer, at=at + timedelta(days=2))
    ruled_at = at + timedelta(days=2, hours=4)
    judge(ruling.pk, "approve", staff("executive"), ruled_at)
    help_affected(violation_id=violation.pk, by=SYSTEM, at=ruled_at + timedelta(minutes=5))
    violation.refresh_from_db()
    if violation.appeal_until is not None and has_come(closed := violation.appeal_until + timedelta(hours=1)):
        finish_violation(violation_id=violation.pk, by=SYSTEM, at=closed)
        charge = Charge.objects.get(evidence=violation.number)
        judge(charge.pk, "approve", staff("finance"), closed + timedelta(hours=9))


def _asked() -> None:
    """A certificate whose number the issuer does not know: the supplier may still answer."""
    at = clock.now() - timedelta(days=1, hours=6)
    violation = _reported(
        "hengguang",
        ViolationKind.FALSE_CERTIFICATE,
        Gravity.MAJOR,
        "所提交的能效检测报告编号在发证机构官网查无记录。",
        at,
    )
    question = "请提供检测机构出具的原件及联系方式，说明报告编号查无记录的原因。"
    hear_supplier(
        violation_id=violation.pk, question=question, by=staff("compliance"), at=at + timedelta(hours=2)
    )


def _fresh() -> None:
    at = clock.now() - timedelta(hours=2)
    _reported(
        "yunshang",
        ViolationKind.COUNTERFEIT,
        Gravity.MAJOR,
        "顾客投诉羊绒衫含绒量不符，送检初检羊绒含量 62%，标称 95%。",
        at,
    )


def _reported(code: str, kind: ViolationKind, gravity: Gravity, facts: str, at: datetime) -> Violation:
    supplier = Supplier.objects.get(organisation_id=firm_of(firm(code)))
    goods = Goods.objects.filter(supplier=supplier, published_version__isnull=False).order_by("number")
    paper = scan("evidence", f"EV-{supplier.number}", (f"{at:%Y-%m-%d}", "DEMO ONLY"))
    report = Report(
        supplier_id=supplier.pk,
        kind=kind,
        source=Source.CHECK,
        gravity=gravity,
        facts=facts,
        shown=Shown(uploads=[Upload("evidence.png", paper, "image/png")], note="检验照片与记录"),
        goods=[goods[0].number],
    )
    return report_violation(report=report, by=staff("inspector"), at=at)
