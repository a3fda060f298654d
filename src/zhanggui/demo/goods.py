"""Goods are described, reviewed item by item, and published; prices are researched, proposed and approved."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from zhanggui.demo.cast import firm, staff
from zhanggui.demo.firms import file_paper, firm_of, judge
from zhanggui.demo.pictures import product
from zhanggui.demo.story import on_day
from zhanggui.demo.world import told
from zhanggui.domain.catalog.drafts import content_of
from zhanggui.domain.catalog.models import Category, Goods, GoodsVersion, Sku
from zhanggui.domain.catalog.operations.create_category import CategoryTerms, create_category
from zhanggui.domain.catalog.operations.draft_goods import draft_goods
from zhanggui.domain.catalog.operations.prepare_picture import prepare_picture
from zhanggui.domain.catalog.operations.revise_goods import revise_goods
from zhanggui.domain.catalog.operations.submit_goods_version import submit_goods_version
from zhanggui.domain.catalog.rules import GoodsContent, PictureRef, SkuWish
from zhanggui.domain.catalog.states import LegalClass, ReturnPolicy
from zhanggui.domain.pricing.models import TradedPrice
from zhanggui.domain.pricing.operations.propose_price_change import propose_price_change
from zhanggui.domain.pricing.operations.research_market import Research, research_market
from zhanggui.domain.pricing.rules import CompetingOffer, LineWish, PriceTerms
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import fen
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Answer, Judgement, Verdict
from zhanggui.mechanisms.documents.uploads import Upload

PICTURES = 2
CORRECTED = 2
"""Which article of the story is described anew."""
RETURNS = {
    "normal": ReturnPolicy.NO_REASON,
    "confirm": ReturnPolicy.CONFIRMED_EXCLUSION,
    "excluded": ReturnPolicy.EXCLUDED,
}
LEGAL = {"food": LegalClass.FOOD, "beauty": LegalClass.COSMETICS}
AFTER_SALES = (
    "签收次日起七日内无理由退货（依法不适用的除外）；"
    "质量问题十五日内换货，一年内免费维修，往返运费由我方承担。"
)
LIABILITY = "因商品缺陷造成损害的，由销售者依法承担责任。"


def categories_are_arranged() -> None:
    """The tree, with the papers each branch demands."""
    at, by = on_day(2, 9), staff("reviewer")
    for place, row in enumerate(told("categories")["category"]):
        root = create_category(terms=_terms(row, place, row["code"]), by=by, at=at)
        for inner, child in enumerate(row["children"]):
            create_category(terms=_terms(child, inner, row["code"]), parent_id=root.pk, by=by, at=at)


def _terms(row: dict[str, Any], position: int, root: str) -> CategoryTerms:
    return CategoryTerms(
        code=row["code"],
        name_zh=row["zh"],
        name_en=row["en"],
        legal_class=LEGAL.get(root, LegalClass.ORDINARY),
        required_documents=tuple(row.get("documents", ())),
        return_policy=RETURNS[row.get("return", "normal")],
        return_reason=row.get("reason", ""),
        shelf_life_needed=row.get("life", False),
        durable=row.get("durable", False),
        position=position,
    )


def goods_are_published() -> None:
    """Every article of the story, described by its supplier and approved by the reviewer."""
    for number, row in enumerate(told("goods")["goods"]):
        at = on_day(2 + number // 12, 10 + number % 12 // 2, number % 2 * 30)
        describe(row, number, firm(row["firm"]), at)


def describe(row: dict[str, Any], number: int, by: Actor, at: datetime, *, approve: bool = True) -> Goods:
    """One article from its description to its publication."""
    firm_row = next(each for each in told("firms")["supplier"] if each["code"] == row["firm"])
    category = Category.objects.get(code=row["category"])
    own = [code for code in category.required_documents if code not in {"food_licence", "cosmetics_filing"}]
    content = GoodsContent(
        name=row["name"],
        brand=row["brand"],
        specification=row["specification"],
        model=row["model"],
        price_wish_fen=fen(row["price"]),
        origin=row["origin"],
        maker_name=firm_row["name"],
        maker_address=firm_row["address"],
        standard="GB/T " + str(20000 + number * 37),
        packaging="瓦楞纸箱，可回收，符合 GB/T 6543",
        contents=row["contents"],
        description=row["description"],
        delivery_terms="付款后 48 小时内发货，全国包邮，生鲜全程冷链",
        after_sales=AFTER_SALES,
        return_address=firm_row["address"] + " 退货组",
        liability=LIABILITY,
        produced_on=(at - timedelta(days=20)).date() if "life" in row else None,
        shelf_life_days=row.get("life"),
        quality_report=file_paper(by, "quality_report", f"QR{number:06}", 500, at),
        documents=tuple(file_paper(by, code, f"ZS{number:04}{i}", 700, at) for i, code in enumerate(own)),
    )
    version = draft_goods(
        category_id=category.pk,
        content=content,
        skus=[SkuWish(name=each.split("=")[0], spec={"规格": each.split("=")[0]}) for each in row["skus"]],
        pictures=[picture(row, number, angle, by, at) for angle in range(PICTURES)],
        by=by,
        at=at,
    )
    submit_goods_version(version_id=version.pk, by=by, at=at)
    if approve:
        judge(version.pk, "review", staff("reviewer"), at + timedelta(minutes=25))
    goods: Goods = version.goods
    return goods


def a_description_is_corrected() -> None:
    """A supplier changes what it says of an article; that is returned for one item, mended, and approved.

    What customers see stays as it was until the mended version is approved.
    """
    row = told("goods")["goods"][CORRECTED]
    article = Goods.objects.get(published_version__model=row["model"])
    shown = article.published_version
    assert shown is not None
    by, at = firm(row["firm"]), on_day(33, 10)
    content = content_of(shown)
    vague = _described_anew(article, replace(content, after_sales="质量问题请联系客服。"), by, at)
    review = approvals.review_of(vague.pk)
    assert review is not None
    answers = approvals.policy_of(review.kind).all_ok("review") | {
        "after_sales": Answer(ok=False, note="未写明保修期限与往返运费由谁承担")
    }
    returned = Judgement(
        step="review", verdict=Verdict.REJECT, answers=answers, note="售后条款不完整，请补充后重新提交"
    )
    approvals.decide(
        review_id=review.pk, judgement=returned, by=staff("reviewer"), at=at + timedelta(hours=1)
    )
    mended = replace(content, after_sales=AFTER_SALES + "保修期内上门取件。")
    clear = _described_anew(article, mended, by, at + timedelta(hours=5))
    judge(clear.pk, "review", staff("reviewer"), at + timedelta(hours=6))


def _described_anew(article: Goods, content: GoodsContent, by: Actor, at: datetime) -> GoodsVersion:
    skus = [
        SkuWish(name=sku.name, spec=sku.spec, code=sku.code) for sku in article.skus.filter(retired_at=None)
    ]
    version = revise_goods(goods_id=article.pk, content=content, skus=skus, by=by, at=at)
    return submit_goods_version(version_id=version.pk, by=by, at=at + timedelta(minutes=20))


def picture(row: dict[str, Any], number: int, angle: int, by: Actor, at: datetime) -> PictureRef:
    """One view of the article, painted for the demo."""
    painted = product(row["picture"], seed=number, angle=angle)
    upload = Upload(f"{row['model']}-{angle + 1}.webp", painted, "image/webp")
    return prepare_picture(
        upload=upload, organisation_id=firm_of(by), by=by, at=at, caption=f"{row['name']} {angle + 1}"
    )


def prices_are_published() -> None:
    """Normal prices from day 6; on-air prices for goods that go on air, from day 8."""
    for supplier in told("firms")["supplier"]:
        rows = [row for row in told("goods")["goods"] if row["firm"] == supplier["code"]]
        publish_prices(rows, "normal", on_day(5, 10), starts_at=on_day(6, 0))
    on_air = [row for row in told("goods")["goods"] if "air" in row]
    publish_prices(on_air, "on_air", on_day(6, 10), starts_at=on_day(7, 0), ends_at=on_day(60, 0))


def promotions_are_published() -> None:
    """A promotion for the house's festival, compared with what was really traded."""
    rows = [row for row in told("goods")["goods"] if "air" not in row][:6]
    publish_prices(rows, "promotion", on_day(27, 10), starts_at=on_day(28, 0), ends_at=on_day(45, 0))


def publish_prices(
    rows: list[dict[str, Any]],
    kind: str,
    at: datetime,
    *,
    starts_at: datetime,
    ends_at: datetime | None = None,
) -> None:
    """Research, proposal, evaluation, approval: what every price goes through."""
    by = staff("price")
    wishes = [wish for row in rows for wish in wishes_of(row, kind)]
    research = research_market(research=_research(rows, wishes, at), by=by, at=at)
    terms = PriceTerms(kind=kind, lines=wishes, starts_at=starts_at, ends_at=ends_at)
    reason = {"normal": "新品定价", "on_air": "节目价", "promotion": "开台月促销"}[kind]
    proposer = staff("supplier-manager")
    change = propose_price_change(
        terms=terms, research_id=research.pk, reason=reason, by=proposer, at=at + timedelta(hours=1)
    )
    judge(change.pk, "evaluate", by, at + timedelta(hours=3))
    judge(change.pk, "approve", staff("price-approver"), at + timedelta(hours=5))


def wishes_of(row: dict[str, Any], kind: str) -> list[LineWish]:
    """The prices of an article's SKUs: what the story says, lower by its share for promotions."""
    skus = Sku.objects.filter(goods__published_version__model=row["model"]).order_by("position")
    wishes = []
    for sku, told_sku in zip(skus, row["skus"], strict=True):
        normal = fen(told_sku.split("=")[1]) if "=" in told_sku else fen(row["price"])
        if kind == "normal":
            amount = normal
        elif kind == "on_air":
            amount = normal * fen(row["air"]) // fen(row["price"]) // 100 * 100
        else:
            amount = normal * 85 // 100 // 10 * 10
        # What was never sold has no traded price, and so no reference price may be shown for it.
        compare = kind == "promotion" and TradedPrice.objects.filter(sku=sku).exists()
        wishes.append(LineWish(sku.pk, amount, compare=compare, cost_fen=normal * 55 // 100))
    return wishes


def _research(rows: list[dict[str, Any]], wishes: list[LineWish], at: datetime) -> Research:
    offers = [
        CompetingOffer(
            seller=seller,
            goods=f"同类{row['name']}",
            price_fen=fen(row["price"]) * percent // 100,
            where="门店与线上公开页面",
            seen_on=at.date(),
        )
        for row in rows[:3]
        for seller, percent in (("同城商超", 108), ("线上同业", 102))
    ]
    return Research(
        skus=[wish.sku_id for wish in wishes],
        researched_on=at.date(),
        offers=offers,
        demand="近四周同类搜索与来电咨询平稳上升，复购集中在周末晚间。",
        conclusion="定价略低于同类均价，毛利覆盖退货与配送成本。",
        cost_note="含税进价约为售价的五成半。",
    )


def something_waits_for_review() -> None:
    """A new article and a price change stand in somebody's inbox."""
    at = on_day(34, 16)
    row = dict(told("goods")["goods"][7]) | {
        "name": "粗陶砂锅（加大号）",
        "model": "JL-SG60",
        "specification": "6 升",
    }
    describe(row, 90, firm(row["firm"]), at, approve=False)
    wishes = wishes_of(told("goods")["goods"][14], "normal")
    cheaper = [LineWish(wish.sku_id, wish.amount_fen * 95 // 100, cost_fen=wish.cost_fen) for wish in wishes]
    research = research_market(
        research=_research([told("goods")["goods"][14]], cheaper, at), by=staff("price"), at=at
    )
    terms = PriceTerms(kind="normal", lines=cheaper, starts_at=on_day(38, 0))
    propose_price_change(
        terms=terms, research_id=research.pk, reason="同类普遍下调", by=staff("supplier-manager"), at=at
    )
