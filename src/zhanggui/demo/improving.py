"""The house improves itself: what it measures, what it found out, what it changed, and what that did."""

from datetime import date, timedelta

from zhanggui.demo.cast import staff
from zhanggui.demo.story import on_day
from zhanggui.domain.care.operations.publish_satisfaction import publish_satisfaction
from zhanggui.domain.governance.operations.finish_measure import finish_measure
from zhanggui.domain.governance.operations.plan_improving import ImprovingWish
from zhanggui.domain.governance.operations.verify_measure import verify_measure
from zhanggui.domain.improvement.effects import effect_of
from zhanggui.domain.improvement.models import Analysis, Improvement, Metric
from zhanggui.domain.improvement.operations.adopt_catalogue import adopt_catalogue
from zhanggui.domain.improvement.operations.analyse import AnalysisWish, analyse
from zhanggui.domain.improvement.operations.decide_improvement import decide_improvement
from zhanggui.domain.improvement.operations.open_improvement import ImprovementWish, open_improvement
from zhanggui.domain.improvement.operations.plan_action import plan_action
from zhanggui.domain.improvement.operations.take_readings import take_readings
from zhanggui.domain.improvement.rules import Span
from zhanggui.domain.improvement.states import AnalysisKind, ImprovementSource
from zhanggui.domain.pricing.models import Price
from zhanggui.domain.pricing.operations.research_market import Research, research_market
from zhanggui.domain.pricing.rules import CompetingOffer
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock

ADOPTED, FOUND, SURVEYED, PUBLISHED, ANALYSED, DECIDED = 2, 14, 24, 25, 28, 31
"""The days on which these things happened."""


def the_house_improves() -> None:
    """Readings of every night; causes analysed; two changes measured; a survey with what follows from it."""
    adopt_catalogue(by=staff("executive"), at=on_day(ADOPTED, 10))
    _market_seen()
    take_readings(by=SYSTEM, at=on_day(DECIDED, 3))
    causes = _found("投诉原因排列", AnalysisKind.PARETO, Span(_day(FOUND - 7), _day(FOUND - 1)))
    _changed(
        _opened("complaints-received", 0.6, "投诉集中在商品瑕疵。", "supervisor", causes, days=10),
        "入库加检易损品类，客服对同批次顾客主动回访。",
        on=FOUND + 4,
    )
    _changed(
        _opened("delivery-on-time", 99.5, "个别线路晚于承诺日送达。", "logistics", None, days=7),
        "调整截单时间，偏远线路改走次日航空。",
        on=FOUND + 2,
    )
    _surveyed()
    _groups_compared()
    _charted()
    take_readings(by=SYSTEM, at=clock.now())


def _groups_compared() -> None:
    """Who is served how, by part of the country."""
    wish = AnalysisWish(
        kind=AnalysisKind.GROUPS,
        title="各地区顾客：退货与满意度",
        conclusion="样本尚小，各地区暂不下定论，下季度复比。",
        span=Span(_day(0), _day(DECIDED - 1)),
    )
    analyse(wish=wish, by=staff("supervisor"), at=on_day(DECIDED, 17))


def _charted() -> None:
    """Whether freight falls, and whether complaints stay what a steady house has."""
    for kind, code, title, conclusion in (
        (AnalysisKind.TREND, "freight-each", "每单运费走势", "逐日波动小，继续观察线路优化的作用。"),
        (AnalysisKind.CHART, "complaints-received", "投诉件数控制图", "超出控制限的日子逐日核对原因。"),
    ):
        span = Span(_day(FOUND), _day(DECIDED - 1))
        wish = AnalysisWish(
            kind=kind, title=title, conclusion=conclusion, metric_id=_metric(code).pk, span=span
        )
        analyse(wish=wish, by=staff("logistics"), at=on_day(DECIDED, 18))


def _market_seen() -> None:
    """What others ask for articles that are on sale here, each beside its own SKU."""
    at = on_day(SURVEYED, 10)
    found = Price.objects.filter(kind=PriceKind.NORMAL, period__contains=at).select_related("sku__goods")
    prices = list(found.order_by("sku__code")[:6])
    offers = [
        CompetingOffer(
            "线上同业", "同款", price.amount_fen * percent // 100, "公开页面", at.date(), price.sku_id
        )
        for place, price in enumerate(prices)
        for percent in (101 + place, 104)
    ]
    research = Research(
        skus=[price.sku_id for price in prices],
        researched_on=at.date(),
        offers=offers,
        demand="季度比价：同类商品需求平稳。",
        conclusion="本店正常价整体不高于市场。",
    )
    research_market(research=research, by=staff("price"), at=at)


def _day(number: int) -> date:
    return on_day(number).date()


def _metric(code: str) -> Metric:
    return Metric.objects.get(code=code)


def _found(title: str, kind: AnalysisKind, span: Span) -> Analysis:
    wish = AnalysisWish(kind=kind, title=title, conclusion="商品瑕疵居首，先从入库检验改起。", span=span)
    return analyse(wish=wish, by=staff("supervisor"), at=on_day(FOUND, 10))


def _opened(
    code: str, target: float, problem: str, owner: str, analysis: Analysis | None, days: int
) -> Improvement:
    by = staff(owner)
    source = ImprovementSource.COMPLAINTS if analysis else ImprovementSource.DELIVERY
    wish = ImprovementWish(
        problem=problem,
        came_from=source,
        metric_id=_metric(code).pk,
        target=target,
        period_days=days,
        owner_id=by.account_id,
        analysis_id=analysis.pk if analysis else None,
    )
    return open_improvement(wish=wish, by=by, at=on_day(FOUND, 11))


def _changed(improvement: Improvement, what: str, on: int) -> None:
    """Done by its owner, verified by compliance, measured, and decided by the executive on what it did."""
    owner = improvement.owner.actor(via="demo")
    action = ImprovingWish(what=what, owner_id=owner.account_id, due_on=_day(on + 1))
    measure = plan_action(improvement_id=improvement.pk, wish=action, by=owner, at=on_day(FOUND, 15))
    finish_measure(measure_id=measure.pk, evidence="作业指导书与当日记录。", by=owner, at=on_day(on, 10))
    verify_measure(
        measure_id=measure.pk, verdict="现场抽查，已执行。", by=staff("compliance"), at=on_day(on, 16)
    )
    at = on_day(DECIDED, 14)
    effect = effect_of(improvement, at)
    helped = effect.improved or effect.target_reached
    decide_improvement(
        improvement_id=improvement.pk,
        verb="keep" if helped else "drop",
        reason="前后同长期间对比，指标好转，予以固化。" if helped else "前后对比未见好转，另寻办法。",
        by=staff("executive"),
        at=at,
    )


def _surveyed() -> None:
    """A result is published and analysed; for each theme below the limit something is under way."""
    result = publish_satisfaction(
        since=_day(0), until=_day(SURVEYED), by=staff("supervisor"), at=on_day(PUBLISHED, 15)
    )
    wish = AnalysisWish(
        kind=AnalysisKind.SURVEY,
        title="开业首期满意度分析",
        conclusion="服务评价高；商品与价格评分偏低，分别立项整改，下期调查复核。",
        result_id=result.pk,
    )
    at = on_day(ANALYSED, 10)
    found = analyse(wish=wish, by=staff("supervisor"), at=at)
    for theme, owner, problem, what in (
        ("goods", "reviewer", "顾客对商品与描述一致性评分偏低。", "重点品类补充实拍图与尺寸说明。"),
        ("price", "price", "顾客认为部分价格缺少可比依据。", "商品页展示价格调研口径与比价日期。"),
    ):
        by = staff(owner)
        wanted = ImprovementWish(
            problem=problem,
            came_from=ImprovementSource.SURVEY,
            metric_id=_metric(f"survey-{theme}").pk,
            target=4.2,
            period_days=30,
            owner_id=by.account_id,
            analysis_id=found.pk,
        )
        improvement = open_improvement(wish=wanted, by=by, at=at + timedelta(hours=2))
        action = ImprovingWish(what=what, owner_id=by.account_id, due_on=_day(ANALYSED + 20))
        plan_action(improvement_id=improvement.pk, wish=action, by=by, at=at + timedelta(hours=3))
