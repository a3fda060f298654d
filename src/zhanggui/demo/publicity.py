"""Publicity: advertisements written, reviewed and one taken down; a campaign that ran, and one that runs."""

from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from zhanggui.demo.cast import staff
from zhanggui.demo.firms import judge
from zhanggui.demo.story import on_day
from zhanggui.domain.advertising.models import Asset
from zhanggui.domain.advertising.operations.confirm_gone import confirm_gone
from zhanggui.domain.advertising.operations.draft_ad import AdWish, draft_ad
from zhanggui.domain.advertising.operations.submit_ad import submit_ad
from zhanggui.domain.advertising.operations.take_down_ad import Finding, take_down_ad
from zhanggui.domain.advertising.picture_words import read_picture
from zhanggui.domain.advertising.rules import AdContent
from zhanggui.domain.advertising.states import AdClass, AssetKind, Gravity, Ground, Medium
from zhanggui.domain.campaigns import tracking
from zhanggui.domain.campaigns.counting import count_open_orders, count_order
from zhanggui.domain.campaigns.models import Campaign, Link, Material, Origin, Plan
from zhanggui.domain.campaigns.operations.add_material import MaterialWish, add_material
from zhanggui.domain.campaigns.operations.advance_campaigns import advance_campaigns
from zhanggui.domain.campaigns.operations.close_campaign import close_campaign
from zhanggui.domain.campaigns.operations.draft_campaign import draft_campaign
from zhanggui.domain.campaigns.operations.evaluate_month import evaluate_month
from zhanggui.domain.campaigns.operations.finish_task import finish_task
from zhanggui.domain.campaigns.operations.make_link import LinkWish, make_link
from zhanggui.domain.campaigns.operations.put_material_out import put_material_out
from zhanggui.domain.campaigns.operations.record_expense import Spending, record_expense
from zhanggui.domain.campaigns.operations.record_reach import ReachTelling, record_reach
from zhanggui.domain.campaigns.operations.report_incident import Trouble, report_incident
from zhanggui.domain.campaigns.operations.start_campaign import start_campaign
from zhanggui.domain.campaigns.operations.submit_campaign_plan import submit_campaign_plan
from zhanggui.domain.campaigns.rules import Emergency, Judged, Learnt, PlanWish, Task
from zhanggui.domain.campaigns.states import Counted, Decision, Method, Severity
from zhanggui.domain.care.models import Rating
from zhanggui.domain.catalog.models import Goods
from zhanggui.identity.actor import HOUSE, SYSTEM
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases import Solution
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.types import PICTURE
from zhanggui.mechanisms.documents.uploads import Upload

POSTER = Path(__file__).parent / "posters" / "spring_tea.webp"
NOTES = "沿用朱砂红与宣纸白品牌色；图片为自有摄影棚拍摄，字体已获授权。"
MEDIA = (Medium.SHOP, Medium.TELEVISION, Medium.SOCIAL, Medium.OFFLINE)
ADS = (
    (
        "autumn-a",
        "秋日厨房横幅（故事版）",
        "cookware",
        "一口好锅，煮一家人的晚饭",
        "主持人现场演示火候与清洗；签收次日起七天无理由退货，支持验货后付款。",
    ),
    (
        "autumn-b",
        "秋日厨房横幅（参数版）",
        "cookware",
        "三层复合锅体，明火电磁炉都能用",
        "口径、容量与材质以商品页检测报告为准；七天无理由退货。",
    ),
    (
        "tea",
        "产地直播短视频",
        "tea",
        "从茶园到您家：龙井产地直播",
        "采摘、炒制、包装全程可看；等级与产地以包装标识为准。",
    ),
    (
        "scarce",
        "开台月海报",
        "bedding",
        "换季床品，今晚八点节目见",
        "面料成分以吊牌为准；节目内价格以屏幕为准。",
    ),
)
PATH = (Medium.SHOP, Medium.TELEVISION, Medium.SOCIAL, Medium.OFFLINE)


def advertisements_are_reviewed() -> None:
    """Four of the house, each screened, reviewed by somebody else, and public."""
    for place, (_key, title, category, headline, words) in enumerate(ADS):
        _public(title, category, headline, words, on_day(16, 10, place * 5))


def _public(title: str, category: str, headline: str, words: str, at: datetime) -> None:
    goods = Goods.objects.filter(category__code=category, published_version__isnull=False).order_by("number")
    content = AdContent(
        headline=headline,
        words=words,
        landing=f"/c/{category}/",
        media=MEDIA,
        goods=tuple(goods.values_list("pk", flat=True)[:2]),
        brand_notes=NOTES,
    )
    wish = AdWish(title=title, kind=AssetKind.BANNER)
    version = draft_ad(wish=wish, content=content, by=staff("scheduler"), at=at)
    submit_ad(version_id=version.pk, by=staff("scheduler"), at=at + timedelta(minutes=20))
    judge(version.pk, "review", staff("ad-reviewer"), at + timedelta(hours=2))


def the_autumn_campaign_runs() -> None:
    """Planned, checked, approved with its budget, and begun with the promotion of the month."""
    starts, ends = on_day(28, 8), on_day(32, 22)
    plan = _plan("秋日厨房周", starts, ends, on_day(25, 9))
    campaign = _adopted(plan, on_day(25, 10))
    _materials(campaign, ("autumn-a", "autumn-b", "tea"), on_day(27, 15), starts)
    start_campaign(campaign_id=campaign.pk, by=staff("scheduler"), at=starts)
    _out(campaign, starts)
    for task in (1, 2):
        finish_task(
            campaign_id=campaign.pk, task=task, by=staff("scheduler"), at=starts + timedelta(minutes=task)
        )
    for amount, medium, what, who, voucher in (
        (180_000, Medium.SOCIAL, "短视频投放", "某短视频平台", "HT-0921"),
        (60_000, Medium.OFFLINE, "包裹插页印刷", "印刷厂", "FP-20881"),
        (40_000, Medium.SHOP, "横幅设计", "设计工作室", "FP-20902"),
    ):
        spending = Spending(medium=medium, amount_fen=amount, what=what, paid_to=who, voucher=voucher)
        record_expense(campaign_id=campaign.pk, spending=spending, by=staff("finance"), at=starts)


def _plan(
    name: str, starts: datetime, ends: datetime, at: datetime, *, follows: Campaign | None = None
) -> Plan:
    wish = PlanWish(
        purpose="让厨房品类的新客在一周内完成首单",
        features="电视演示、验货后付款、七天无理由退货",
        audience="三十五至五十五岁、常做饭的家庭",
        content="主持人用同一口锅做三道菜；茶园实景",
        form="首页横幅、节目口播短号、短视频、包裹插页",
        media=PATH,
        trend=f"本站搜索“炒锅”周环比上升18%（搜索日报，{(at - timedelta(days=2)):%Y-%m-%d}）",
        sensitivities="避开公祭日与重大灾害期间；不出现未成年人用明火的画面",
        targets={"reach": 60_000, "clicks": 600, "orders": 20, "revenue_fen": 600_000},
        budget_fen=500_000,
        starts_at=starts,
        ends_at=ends,
        tasks=(
            Task(what="核对库存与坐席", who="乐章", due_at=starts),
            Task(what="横幅上线并截图存证", who="乐章", due_at=starts + timedelta(hours=1)),
        ),
        emergencies=(
            Emergency(risk="售罄", measure="撤下横幅，改推同类商品，接受缺货登记", duty="乐章"),
            Emergency(risk="价格错误", measure="暂停活动，按公布价执行并联系顾客", duty="金算盘"),
        ),
    )
    plan = draft_campaign(
        name=name, plan=wish, follows_id=follows.pk if follows else None, by=staff("scheduler"), at=at
    )
    return submit_campaign_plan(plan_id=plan.pk, by=staff("scheduler"), at=at + timedelta(minutes=30))


def _adopted(plan: Plan, at: datetime) -> Campaign:
    judge(plan.pk, "check", staff("ad-reviewer"), at)
    judge(plan.pk, "approve", staff("executive"), at + timedelta(hours=2))
    return Campaign.objects.get(pk=plan.campaign_id)


def _materials(campaign: Campaign, keys: tuple[str, ...], at: datetime, due_at: datetime) -> None:
    """The banner in two variants, compared in front of viewers; and what goes elsewhere."""
    by, first = staff("scheduler"), None
    for key, medium in zip(keys, PATH, strict=False):
        title = next(row[1] for row in ADS if row[0] == key)
        wish = MaterialWish(
            asset_id=_asset(title),
            medium=medium,
            due_at=due_at,
            variant_of_id=first.pk if first and key == "autumn-b" else None,
            chosen_because=""
            if key != "autumn-a"
            else "两版给12位顾客看：故事版9人记得住卖点，参数版5人；首页用故事版",
        )
        made = add_material(campaign_id=campaign.pk, wish=wish, by=by, at=at)
        first = first or made
    for medium, code in zip(PATH, ("", "CF88", "", "YM66"), strict=True):
        link = LinkWish(
            medium=medium, target="/c/cookware/", code=f"{code}{campaign.number[-2:]}" if code else ""
        )
        make_link(campaign_id=campaign.pk, wish=link, by=by, at=at)


def _asset(title: str) -> UUID:
    return Asset.objects.get(title=title).pk


def _out(campaign: Campaign, at: datetime) -> None:
    for place, material in enumerate(
        Material.objects.filter(campaign=campaign).order_by("added_at"), start=1
    ):
        put_material_out(
            material_id=material.pk,
            receipt=f"/?档案={campaign.number}-{place}",
            by=staff("scheduler"),
            at=at + timedelta(minutes=3 * place),
        )


def came_by(at: datetime, key: str) -> str:
    """The code a buyer of the story carries: some come by a running campaign, after others only looked."""
    chance = Random(f"origin {key}")
    links = list(
        Link.objects.filter(campaign__state="running", campaign__adopted_plan__ends_at__gt=at).order_by(
            "code"
        )
    )
    if not links or chance.random() > 0.45:
        return ""
    link = chance.choice(links)
    for minute in range(chance.randrange(4, 14)):
        tracking.follow(code=link.code, program=chance.random() < 0.1, at=at - timedelta(minutes=minute))
    return link.code


def the_autumn_campaign_is_summarised() -> None:
    """It ends by itself; its figures are frozen with what was learnt, and the month before is evaluated."""
    campaign = Campaign.objects.get(name="秋日厨房周")
    _reach(campaign, on_day(32, 22, 30))
    advance_campaigns(by=SYSTEM, at=on_day(32, 22, 1))
    _count(on_day(32, 22, 45))
    learnt = (
        Learnt(
            finding="口播短号带来的订单退得少、评分高",
            decision=Decision.KEEP.value,
            measure="下一次把口播短号放到每档节目开场，由编排负责",
        ),
        Learnt(
            finding="短视频花费高、转化低于预期",
            decision=Decision.CHANGE.value,
            measure="短视频预算减半，改投包裹插页，由编排与财务负责",
        ),
    )
    judged = Judged(
        text="厨房品类新客达到目标，口播与插页单均花费最低。",
        methods=(Method.DATA.value, Method.SURVEY.value, Method.COMPARISON.value),
        sample="活动期全部点击与订单；回访顾客30位；横幅两版对比12人",
        conclusions=learnt,
    )
    close_campaign(campaign_id=campaign.pk, judged=judged, by=staff("scheduler"), at=on_day(32, 23, 30))


def the_month_is_evaluated() -> None:
    """The publicity of the month before is looked at together, in the first days of this one or now."""
    today = clock.now().astimezone(SHANGHAI).date()
    month: date = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    judged = Judged(
        text="开台以来宣传以节目口播为主。",
        methods=(Method.DATA.value, Method.MARKET.value),
        sample="全部媒介按小时计数；同行三家节目单与首页",
        conclusions=(
            Learnt(
                finding="线上入口少于同行",
                decision=Decision.CHANGE.value,
                measure="增加短视频与包裹插页，由编排负责",
            ),
        ),
    )
    evaluate_month(month=month, judged=judged, by=staff("scheduler"), at=clock.now())


def _reach(campaign: Campaign, at: datetime) -> None:
    for medium, people, counted, source in (
        (Medium.SHOP, 5_200, Counted.MEASURED, "首页访问日志汇总"),
        (Medium.TELEVISION, 46_000, Counted.BROADCASTER, "频道收视周报"),
        (Medium.SOCIAL, 31_000, Counted.PLATFORM, "短视频平台后台"),
        (Medium.OFFLINE, 3_000, Counted.MEASURED, "仓库插页领用单"),
    ):
        telling = ReachTelling(
            medium=medium,
            day=at.astimezone(SHANGHAI).date() - timedelta(days=1),
            people=people,
            counted=counted,
            source=source,
        )
        record_reach(campaign_id=campaign.pk, telling=telling, by=staff("scheduler"), at=at)


def _count(at: datetime) -> None:
    """What the clock would have done each minute, and what was told of ratings."""
    count_open_orders(by=SYSTEM, at=at)
    rated = Rating.objects.filter(line__order__in=Origin.objects.values("order")).select_related("line")
    for rating in rated:
        if rating.line is None:
            continue
        count_order(
            order_id=rating.line.order_id, what="rated", stars=rating.score, by=SYSTEM, at=rating.rated_at
        )


def publicity_today() -> None:
    """The next campaign heeds the last one and runs; a poster was taken down; two things wait for review."""
    now = clock.now().replace(second=0, microsecond=0)
    starts = now - timedelta(hours=20)
    before = Campaign.objects.get(name="秋日厨房周")
    plan = _plan("迎冬厨房周", starts, now + timedelta(days=5), now - timedelta(hours=44), follows=before)
    campaign = _adopted(plan, now - timedelta(hours=42))
    _materials(campaign, ("autumn-a", "autumn-b", "tea"), now - timedelta(hours=30), starts)
    start_campaign(campaign_id=campaign.pk, by=staff("scheduler"), at=starts)
    _out(campaign, starts)
    for task in (1, 2):
        finish_task(
            campaign_id=campaign.pk, task=task, by=staff("scheduler"), at=starts + timedelta(minutes=task)
        )
    spending = Spending(
        medium=Medium.OFFLINE, amount_fen=90_000, what="包裹插页印刷", paid_to="印刷厂", voucher="FP-21140"
    )
    record_expense(campaign_id=campaign.pk, spending=spending, by=staff("finance"), at=starts)
    _incident(campaign, now - timedelta(hours=12))
    _take_down(now - timedelta(hours=26))
    _waiting(now - timedelta(hours=2))


def _incident(campaign: Campaign, at: datetime) -> None:
    trouble = Trouble(risk="售罄", what="26厘米规格只剩8件，横幅点击仍多", severity=Severity.MINOR)
    incident = report_incident(campaign_id=campaign.pk, trouble=trouble, by=staff("supervisor"), at=at)
    case = Case.objects.get(number=incident.number)
    by = staff("scheduler")
    cases.respond(
        case_id=case.pk, text="横幅改推28厘米规格，已联系仓库补货。", by=by, at=at + timedelta(minutes=9)
    )
    solution = Solution(finding="备货低估", cause="", rectification="")
    cases.resolve(case_id=case.pk, solution=solution, by=by, at=at + timedelta(hours=5))
    cases.close(case_id=case.pk, by=by, at=at + timedelta(hours=5, minutes=5))


def _take_down(at: datetime) -> None:
    """A poster whose claim no longer held, gone within the minute; its case ends with a rectification."""
    finding = Finding(
        ground=Ground.UNTRUE, gravity=Gravity.MINOR, what="海报写的开播时间已调整，与节目单不符"
    )
    by = staff("ad-reviewer")
    taken = take_down_ad(asset_id=_asset("开台月海报"), finding=finding, by=by, at=at)
    confirm_gone(by=SYSTEM, at=at + timedelta(seconds=4))
    case = Case.objects.get(subject_id=taken.pk)
    cases.respond(case_id=case.pk, text="已撤下，通知编排重做。", by=by, at=at + timedelta(minutes=6))
    cases.answer(
        case_id=case.pk, text="新海报按现行节目单制作并重新送审。", by=by, at=at + timedelta(hours=1)
    )
    solution = Solution(finding="节目改期后物料未同步", cause="", rectification="改期时自动提示关联物料")
    cases.resolve(case_id=case.pk, solution=solution, by=by, at=at + timedelta(hours=2))
    cases.close(case_id=case.pk, by=by, at=at + timedelta(hours=2, minutes=5))


def a_poster_is_read() -> None:
    """A poster of which two lines were transcribed: the machine found the others, one of them forbidden."""
    at, by = clock.now() - timedelta(hours=1), staff("scheduler")
    upload = Upload("spring_tea.webp", POSTER.read_bytes(), "image/webp")
    filing = Filing(type=PICTURE.code, organisation=HOUSE)
    content = AdContent(
        headline="山野春茶",
        picture=store_document(upload=upload, filing=filing, by=by, at=at).pk,
        picture_words="山野春茶\n第一批新茶本周到货",
        media=(Medium.SHOP, Medium.SOCIAL),
        ad_classes=(AdClass.FOOD,),
        brand_notes=NOTES,
    )
    wish = AdWish(title="春茶海报", kind=AssetKind.PICTURE)
    version = draft_ad(wish=wish, content=content, by=by, at=at)
    read_picture(version.pk, by=SYSTEM, at=at + timedelta(seconds=20))
    submit_ad(version_id=version.pk, by=by, at=at + timedelta(minutes=5))


def _waiting(at: datetime) -> None:
    """One advertisement waits with a word to be looked at; one is a draft that the rules will refuse."""
    waiting = AdContent(
        headline="山野春茶，首选产地直供",
        words="产地直供，第一批新茶本周到货。等级以包装标识为准。",
        media=(Medium.SHOP, Medium.SOCIAL),
        ad_classes=(AdClass.FOOD,),
        brand_notes=NOTES,
    )
    version = draft_ad(
        wish=AdWish(title="春茶预热", kind=AssetKind.TEXT), content=waiting, by=staff("scheduler"), at=at
    )
    submit_ad(version_id=version.pk, by=staff("scheduler"), at=at + timedelta(minutes=10))
    refused = AdContent(
        headline="全网最低价！國家級品质",
        words="喝了能治疗失眠，销量第①，zui好的茶。",
        media=(Medium.SHOP,),
        ad_classes=(AdClass.FOOD,),
    )
    draft_ad(
        wish=AdWish(title="待改文案", kind=AssetKind.TEXT), content=refused, by=staff("scheduler"), at=at
    )
