"""Information security in the example world: the plan of a year, and three incidents."""

from datetime import date, datetime, timedelta

from zhanggui.demo.cast import staff
from zhanggui.demo.firms import judge
from zhanggui.demo.story import on_day
from zhanggui.domain.governance.operations.finish_measure import finish_measure
from zhanggui.domain.governance.operations.plan_improving import ImprovingWish
from zhanggui.domain.governance.operations.verify_measure import verify_measure
from zhanggui.domain.security.models import Activity, Incident
from zhanggui.domain.security.operations.assess_incident import Assessing, assess_incident
from zhanggui.domain.security.operations.begin_response import begin_response
from zhanggui.domain.security.operations.carry_out_activity import Doing, carry_out_activity
from zhanggui.domain.security.operations.close_incident import close_incident
from zhanggui.domain.security.operations.finish_task import finish_task
from zhanggui.domain.security.operations.investigate_incident import investigate_incident
from zhanggui.domain.security.operations.note_weakness import WeaknessWish, note_weakness
from zhanggui.domain.security.operations.plan_activity import ActivityWish, plan_activity
from zhanggui.domain.security.operations.plan_mending import plan_mending
from zhanggui.domain.security.operations.report_incident import Sighting, report_incident
from zhanggui.domain.security.operations.report_outside import Telling, report_outside
from zhanggui.domain.security.operations.summarise_incident import summarise_incident
from zhanggui.domain.security.rules import Harm
from zhanggui.domain.security.states import ActivityKind, Addressee, Grade, PlanTask, Severity, Subtype
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI

PLANNED = 3
HOUR, MINUTES = timedelta(hours=1), timedelta(minutes=1)
PLAN: tuple[tuple[ActivityKind, str, str, tuple[int, str, str, int, str] | None], ...] = (
    (
        ActivityKind.SCAN,
        "季度漏洞扫描",
        "门户、中控台与接口全部地址",
        (8, "漏洞扫描器", "对外地址", 6, "高危 0，中危 1"),
    ),
    (ActivityKind.PENETRATION, "年度渗透测试", "下单、支付、会员三条链路，委托有资质机构", None),
    (
        ActivityKind.CONFIGURATION,
        "配置核查",
        "口令、端口、权限与日志留存",
        (9, "基线核查表", "数据库与应用主机", 4, "全部符合基线"),
    ),
    (ActivityKind.GRADE_TEST, "网络安全等级保护测评", "第三级，委托测评机构", None),
    (
        ActivityKind.DRILL,
        "数据泄露应急演练",
        "按预案演练：止漏、统计、报告、告知",
        (15, "桌面推演", "安全、客服、法务", 11, "25 分钟完成研判，90 分钟拟好报告"),
    ),
    (
        ActivityKind.INSIDE,
        "钓鱼邮件与客户信息保护宣讲",
        "全体员工",
        (11, "晨会宣讲", "全体员工", 22, "现场问答全部通过"),
    ),
    (
        ActivityKind.OUTSIDE,
        "防诈骗提示：平台不会索要验证码",
        "官网、短视频与节目口播",
        (13, "官网与节目口播", "顾客", 18600, "冒充客服类咨询减少"),
    ),
    (
        ActivityKind.COOPERATION,
        "与同行、网警交流仿冒网站处置",
        "交换线索与处置流程",
        (16, "座谈会", "同行三家与属地网警", 9, "建立线索通报联系人"),
    ),
)
"""What the plan holds, and for what is done: the day, channel, audience, reach and outcome."""


def security_is_kept() -> None:
    """A plan is approved and carried out; one incident is closed, one summed up, one being handled."""
    works = {kind: _planned(kind, title, scope, done) for kind, title, scope, done in PLAN}
    scan = note_weakness(
        wish=WeaknessWish(
            what="客服端接口返回的报错带有版本号。",
            severity=Severity.MEDIUM,
            activity_id=works[ActivityKind.SCAN].pk,
        ),
        by=staff("security-officer"),
        at=on_day(8, 18),
    )
    _mended(scan.pk, "统一报错页，去掉版本信息。", on_day(10, 10), verified=True)
    _attack()
    _leak()
    _failure()


def _planned(
    kind: ActivityKind, title: str, scope: str, done: tuple[int, str, str, int, str] | None
) -> Activity:
    by = staff("security-officer")
    last_day = date(clock.now().astimezone(SHANGHAI).year, 12, 31)
    wish = ActivityWish(kind=kind, title=title, scope=scope, due_on=last_day, owner_id=by.account_id)
    activity = plan_activity(wish=wish, by=by, at=on_day(PLANNED, 9))
    judge(activity.pk, "approve", staff("executive"), on_day(PLANNED, 15))
    if done is not None:
        day, channel, audience, reach, outcome = done
        report = Doing(
            done_on=on_day(day).date(),
            channel=channel,
            audience=audience,
            reach=reach,
            outcome=outcome,
            link=f"内网档案/信息安全/{activity.number}",
        )
        carry_out_activity(activity_id=activity.pk, done=report, by=by, at=on_day(day, 17))
    return activity


def _reported(who: str, what: str, subtype: Subtype, noticed: datetime) -> Incident:
    sighting = Sighting(what=what, subtype=subtype, discovered_at=noticed)
    return report_incident(sighting=sighting, by=staff(who), at=noticed + 5 * MINUTES)


def _handled(incident: Incident, found: Assessing, steps: str, *, open_task: PlanTask | None = None) -> None:
    """Graded within half an hour, responded to at once, the tasks of the plan done one after another."""
    by, at = staff("security-officer"), incident.reported_at
    assess_incident(incident_id=incident.pk, found=found, by=by, at=at + 20 * MINUTES)
    begin_response(incident_id=incident.pk, first_steps=steps, by=by, at=at + 25 * MINUTES)
    for place, task in enumerate(incident.tasks.order_by("id"), 1):
        if task.task != open_task:
            finish_task(
                incident_id=incident.pk,
                task=PlanTask(task.task),
                evidence="处置记录已归档。",
                by=by,
                at=at + (25 + 20 * place) * MINUTES,
            )


def _mended(weakness_id: object, what: str, at: datetime, *, verified: bool) -> None:
    """A measure that its owner carries out; compliance tests again."""
    by = staff("security-officer")
    wish = ImprovingWish(what=what, owner_id=by.account_id, due_on=(at + timedelta(days=5)).date())
    measure = plan_mending(weakness_id=weakness_id, wish=wish, by=by, at=at)  # type: ignore[arg-type]
    if verified:
        finish_measure(measure_id=measure.pk, evidence="变更单与复测截图。", by=by, at=at + 24 * HOUR)
        verify_measure(measure_id=measure.pk, verdict="复测通过。", by=staff("compliance"), at=at + 48 * HOUR)


def _ended(incident: Incident, cause: str, answerable: str, weakness: str, action: str) -> datetime:
    """Investigated the next day; what it showed gets a measure, and the summary follows two days later."""
    by, at = staff("security-officer"), incident.reported_at + 24 * HOUR
    investigate_incident(incident_id=incident.pk, cause=cause, answerable=answerable, by=by, at=at)
    wish = WeaknessWish(what=weakness, severity=Severity.HIGH, incident_id=incident.pk)
    found = note_weakness(wish=wish, by=by, at=at + HOUR)
    _mended(found.pk, action, at + 2 * HOUR, verified=True)
    summarise_incident(incident_id=incident.pk, lessons="预案有效，研判可再提前。", by=by, at=at + 52 * HOUR)
    return at + 53 * HOUR


def _attack() -> None:
    incident = _reported(
        "warehouse", "直播间打不开，页面一直转圈，监控显示流量突增。", Subtype.DDOS, on_day(12, 20)
    )
    found = Assessing(
        subtype=Subtype.DDOS, harm=Harm(outage_minutes=12), scope="门户首页与节目页，下单未中断。"
    )
    _handled(incident, found, "启用流量清洗，封禁来源网段。")
    closed_at = _ended(
        incident,
        "入口限流阈值过高。",
        "安全专员（阈值管理）",
        "入口限流阈值高于承载能力。",
        "按压测结果下调限流阈值。",
    )
    close_incident(incident_id=incident.pk, by=staff("security-officer"), at=closed_at)


def _leak() -> None:
    noticed = on_day(18, 10)
    incident = _reported(
        "supervisor", "一份含 12 位顾客地址的发货表误发给另一家供应商。", Subtype.INSIDE_LEAK, noticed
    )
    found = Assessing(
        subtype=Subtype.INSIDE_LEAK,
        harm=Harm(persons=12),
        scope="12 位顾客的姓名与收货地址，一家供应商收到。",
        grade=Grade.LARGER,
        grade_reason="人数虽少，涉及完整住址，从严定级并报告。",
    )
    _handled(incident, found, "撤回文件，要求对方删除并书面确认。")
    for addressee, receipt, text in (
        (Addressee.AUTHORITY, "网信收字 2026-0187", "事件时间、类型、级别、影响与已采取措施。"),
        (Addressee.PERSONS, "短信批次 12 条", "告知 12 位顾客事由、可能影响、已采取措施与联系方式。"),
    ):
        telling = Telling(addressee=addressee, receipt=receipt, text=text, told_at=noticed + 3 * HOUR)
        report_outside(
            incident_id=incident.pk, telling=telling, by=staff("security-officer"), at=noticed + 3 * HOUR
        )
    _ended(
        incident,
        "发件人手工选择收件人，无二次确认。",
        "客服组当班人员",
        "对外发送含个人信息的文件无复核。",
        "对外文件改由系统按供应商自动下发。",
    )


def _failure() -> None:
    incident = _reported("warehouse", "库房标签打印服务不可用。", Subtype.SOFTWARE, on_day(33, 14))
    found = Assessing(
        subtype=Subtype.SOFTWARE, harm=Harm(), scope="库房打印，已改手工贴签，下单与支付不受影响。"
    )
    _handled(incident, found, "切换备用打印服务。", open_task=PlanTask.CHECK_RECORDS)
