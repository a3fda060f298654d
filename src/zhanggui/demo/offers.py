"""Promotions and coupons of the opening month: planned, judged, announced, claimed; and prices watched."""

from datetime import datetime, timedelta
from typing import Any

from zhanggui.demo.cast import customers, staff
from zhanggui.demo.story import on_day
from zhanggui.domain.catalog.models import Category, Sku
from zhanggui.domain.catalog.operations.resume_sale import resume_sale
from zhanggui.domain.catalog.states import StopCause
from zhanggui.domain.partners.models import Supplier
from zhanggui.domain.pricing.operations.report_price_violation import (
    ViolationReport,
    report_price_violation,
)
from zhanggui.domain.pricing.states import Gravity, ViolationKind
from zhanggui.domain.promotions.models import Promotion, PromotionPlan
from zhanggui.domain.promotions.operations.issue_coupon import issue_coupon
from zhanggui.domain.promotions.operations.plan_promotion import plan_promotion
from zhanggui.domain.promotions.policies import PROMOTION_PLAN
from zhanggui.domain.promotions.rules import (
    Bundle,
    CouponTerms,
    FullReduction,
    Gift,
    NthPiece,
    Scope,
    Terms,
    Tier,
)
from zhanggui.domain.promotions.wishes import PlanWish
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.watch_prices import watch_prices
from zhanggui.kernel import clock
from zhanggui.mechanisms import approvals, cases
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.mechanisms.cases.models import Case

FIRST, LAST = 28, 45
BOTH = frozenset({"normal", "promotion"})


def promotions_are_announced() -> None:
    """Reductions, a gift, a bundle and coupons, each judged by two people before it holds."""
    for number, wish in enumerate(_wishes()):
        plan = plan_promotion(wish=wish, by=staff("scheduler"), at=on_day(26, 10, number))
        _judge(plan, "examine", "price", on_day(26, 15, number))
        _judge(plan, "approve", "price-approver", on_day(27, 10, number))


def coupons_are_claimed() -> None:
    """Members claim what is open to all; an agent hands some out to members who had waited long."""
    known = {one.plan.title: one for one in Promotion.objects.select_related("plan").filter(kind="coupon")}
    for number, member in enumerate(customers()):
        open_to_all = ("满100减10券", "家居品类九折券") if number % 2 else ("满100减10券", "新会员立减15")
        for title in open_to_all:
            _issue(known[title], member.account_id, member, on_day(FIRST, 8, number % 60))
    for number, member in enumerate(customers()[:3]):
        _issue(known["客服关怀券"], member.account_id, staff("agent"), on_day(FIRST + 1, 11, number))


def a_plan_waits() -> None:
    """One more plan is in the inbox of the price manager."""
    wish = _wish(
        "年货节满400减50",
        FullReduction((Tier(400_00, 50_00),)),
        "年货节期间，全场日常价商品满400元减50元，每单一次。",
        starts_at=on_day(46, 0),
        ends_at=on_day(52, 0),
    )
    plan_promotion(wish=wish, by=staff("scheduler"), at=on_day(34, 15, 30))


def a_wrong_price_is_put_right() -> None:
    """A grave price violation: the sale stops at once, and goes on when its case is settled."""
    at, officer, sku = on_day(30, 7), staff("compliance"), _sku("JL-DJ3")
    report = ViolationReport(
        goods_id=sku.goods_id,
        kind=ViolationKind.UNMARKED,
        gravity=Gravity.MAJOR,
        what="早间巡查：演播室背板仍是上一期节目的价格，与价目表不一致。",
    )
    violation = report_price_violation(report=report, by=officer, at=at)
    case = Case.objects.get(subject_id=violation.pk)
    cases.assign(case_id=case.pk, owner_id=officer.account_id, by=officer, at=at)
    cases.respond(case_id=case.pk, text="已受理，商品暂停销售。", by=officer, at=at + timedelta(minutes=15))
    solution = cases.Solution(
        finding="背板在换场时漏换，未有订单按旧价成交。",
        rectification="换场清单增加“核对价格背板”一项，由编排与现场各签一次。",
    )
    cases.resolve(case_id=case.pk, solution=solution, by=officer, at=at + timedelta(minutes=70))
    cases.close(case_id=case.pk, by=officer, at=at + timedelta(minutes=75))
    resume_sale(
        goods_id=sku.goods_id,
        cause=StopCause.PRICE,
        reason="价格背板已更正并复核",
        by=officer,
        at=at + timedelta(minutes=80),
    )


def prices_are_watched() -> None:
    """Last night everything that was announced and charged was computed anew."""
    watch_prices(by=SYSTEM, at=min(on_day(35, 3, 20), clock.now()))


def _issue(promotion: Promotion, holder_id: Any, by: Any, at: datetime) -> None:
    issue_coupon(promotion_id=promotion.id, holder_id=holder_id, by=by, at=at)


def _wishes() -> list[PlanWish]:
    return [*_reductions(), *_presents(), *_coupons()]


def _reductions() -> list[PlanWish]:
    return [
        _wish(
            "满300减20 满600减60",
            FullReduction((Tier(300_00, 20_00), Tier(600_00, 60_00))),
            "全场日常价与限时价商品，同一订单满300元减20元，满600元减60元，取最高一档，每单一次；直播价商品不参加。",
            scope=Scope(price_kinds=BOTH),
            budget_fen=30_000_00,
        ),
        _wish(
            "粮油干货第二件半价",
            NthPiece(2, 50),
            "粮油干货类商品每两件中较低价的一件半价；优惠由两件共同分摊，退一件按实付退款。",
            scope=Scope(categories=frozenset({_path("grain")}), price_kinds=BOTH),
            per_member=5,
        ),
    ]


def _presents() -> list[PlanWish]:
    honey, pan, knives = (_sku(model) for model in ("SL-GH500", "JL-CG32", "JL-DJ3"))
    return [
        _wish(
            f"满500赠{_name(honey)}",
            Gift(500_00, str(honey.pk)),
            "同一订单满500元赠一份，赠完即止；退货后不足500元的，赠品一并退回或按标明价值扣款。",
            scope=Scope(price_kinds=BOTH),
            total=60,
        ),
        _wish(
            "厨房两件套",
            Bundle({str(pan.pk): 1, str(knives.pk): 1}, 559_00),
            f"{_name(pan)}与{_name(knives)}同时购买，两件合计559元。",
            scope=Scope(price_kinds=BOTH),
        ),
    ]


def _coupons() -> list[PlanWish]:
    house = Supplier.objects.get(pk=_sku("JL-CG32").goods.supplier_id)
    return [
        _wish(
            "满100减10券",
            CouponTerms(threshold_fen=100_00, off_fen=10_00),
            "全场日常价与限时价商品满100元可用，每位会员一张。",
            scope=Scope(price_kinds=BOTH),
            **_issued(500, 1),
        ),
        _wish(
            "新会员立减15",
            CouponTerms(off_fen=15_00, threshold_fen=60_00, new_members=1),
            "尚未下过单的会员首单满60元可用，领取后14天内有效。",
            scope=Scope(price_kinds=BOTH),
            **(_issued(300, 1) | {"valid_days": 14}),
        ),
        _wish(
            "家居品类九折券",
            CouponTerms(percent_off=10, most_fen=40_00),
            "家居品类九折，最多减40元。",
            scope=Scope(categories=frozenset({_path("home")}), price_kinds=BOTH),
            **_issued(200, 1),
        ),
        _wish(
            "客服关怀券",
            CouponTerms(threshold_fen=50_00, off_fen=20_00),
            f"由坐席发放，用于{house.organisation.name}的商品，满50元减20元。",
            scope=Scope(suppliers=frozenset({str(house.pk)}), price_kinds=BOTH),
            **(_issued(50, 2) | {"way": "by_agent"}),
        ),
    ]


def _issued(total: int, per_member: int) -> dict[str, Any]:
    return {"way": "claimed", "total": total, "per_member": per_member}


def _wish(title: str, terms: Terms, rules_text: str, **more: Any) -> PlanWish:
    known: dict[str, Any] = {
        "title": title,
        "rules_text": rules_text,
        "aim": "开台月拉新与提高客单价：活动期订单数较前四周同期提高一成五，让利不超过预算。",
        "starts_at": on_day(FIRST, 0),
        "ends_at": on_day(LAST, 0),
        "terms": terms,
        "scope": Scope(),
    }
    return PlanWish(**(known | more))


def _judge(plan: PromotionPlan, step: str, who: str, at: datetime) -> None:
    review = approvals.review_of(plan.id)
    assert review is not None
    judgement = Judgement(step=step, verdict=Verdict.APPROVE, answers=PROMOTION_PLAN.all_ok(step))
    approvals.decide(review_id=review.id, judgement=judgement, by=staff(who), at=at)


def _sku(model: str) -> Sku:
    found = Sku.objects.filter(goods__published_version__model=model).select_related(
        "goods__published_version", "goods__supplier"
    )
    return found.order_by("position")[0]


def _name(sku: Sku) -> str:
    version = sku.goods.published_version
    return version.name if version is not None else sku.code


def _path(code: str) -> str:
    return Category.objects.get(code=code).path
