"""A shop for tests: suppliers that may sell, categories, goods on sale, prices in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

from tests.people import LONG_AGO, firm, somebody
from zhanggui.domain.catalog.models import Category, GoodsVersion, Sku
from zhanggui.domain.catalog.operations.create_category import CategoryTerms, create_category
from zhanggui.domain.catalog.operations.draft_goods import GoodsContent, PictureRef, SkuWish, draft_goods
from zhanggui.domain.catalog.operations.submit_goods_version import submit_goods_version
from zhanggui.domain.catalog.policies import GOODS_INFORMATION
from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.partners.models import Supplier
from zhanggui.domain.partners.states import PartnerState
from zhanggui.domain.pricing.models import MarketResearch, PriceChange
from zhanggui.domain.pricing.operations.propose_price_change import (
    LineWish,
    PriceTerms,
    propose_price_change,
)
from zhanggui.domain.pricing.operations.research_market import CompetingOffer, Research, research_market
from zhanggui.domain.pricing.operations.settle_references import settle_references
from zhanggui.domain.pricing.policies import PRICE_CHANGE
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import approvals, ledger
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject

_numbers = count(1)
FAR = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass
class Seller:
    """A supplier with the person who writes for it."""

    supplier: Supplier
    organisation: Organisation
    writer: Actor
    papers: dict[str, Document] = field(default_factory=dict)

    def paper(self, kind: str, *, valid_to: date | None = None) -> Document:
        """A document of this supplier, filed."""
        made = Document.objects.create(
            type=kind,
            organisation=self.organisation,
            file_name=f"{kind}.pdf",
            media_type="application/pdf",
            size=1,
            sha256="0" * 64,
            valid_from=date(2026, 1, 1),
            valid_to=valid_to,
            filed_by_id=self.writer.account_id,
            filed_at=LONG_AGO,
        )
        self.papers[kind] = made
        return made


def seller(name: str = "杭州西湖茶业有限公司") -> Seller:
    """A supplier that may sell."""
    organisation = firm(name)
    supplier = Supplier.objects.create(
        number=f"S{next(_numbers):06d}",
        organisation=organisation,
        state=PartnerState.ACTIVE,
        trades_until=FAR,
        created_at=LONG_AGO,
    )
    writer = somebody("供应商编辑", Role.SUPPLIER, organisation=organisation)
    return Seller(supplier, organisation, writer)


def seller_of(sku: Sku) -> Seller:
    """Whose goods these are, with somebody new who writes for them."""
    supplier = sku.goods.supplier
    writer = somebody("供应商编辑", Role.SUPPLIER, organisation=supplier.organisation)
    return Seller(supplier, supplier.organisation, writer)


def category(at: datetime, **terms: object) -> Category:
    """A leaf of the category tree."""
    number = next(_numbers)
    plain = {"code": f"c{number}", "name_zh": f"茶具{number}", "name_en": f"Tea ware {number}"}
    return create_category(
        terms=CategoryTerms(**{**plain, **terms}), by=somebody("类目", Role.PRODUCT_REVIEWER), at=at
    )


def content(who: Seller, **change: object) -> GoodsContent:
    """Complete goods information."""
    report = who.papers.get("quality_report") or who.paper("quality_report", valid_to=date(2028, 1, 1))
    told = GoodsContent(
        name="龙泉青瓷茶具套装",
        brand="西湖",
        specification="一壶六杯",
        model="LQ-07",
        price_wish_fen=29_900,
        origin="浙江龙泉",
        maker_name="龙泉青瓷厂",
        maker_address="浙江省龙泉市剑池街道1号",
        standard="GB/T 3532-2022",
        packaging="瓦楞纸箱, GB/T 6543",
        contents="茶壶1把, 茶杯6只",
        description="手工拉坯, 釉色温润, 适合日常冲泡。",
        delivery_terms="快递, 3日内送达",
        after_sales="一年内非人为损坏免费更换, 退换运费由商家承担",
        return_address="杭州市西湖区文三路1号",
        quality_report=report.id,
    )
    return replace(told, **change)  # type: ignore[arg-type]


def picture(who: Seller) -> PictureRef:
    """A picture of this supplier that is stored already."""
    stored = who.paper("picture").id
    return PictureRef(original=stored, small=stored, large=stored, caption="正面")


def drafted(
    who: Seller, at: datetime, *, skus: int = 1, leaf: Category | None = None, **change: object
) -> GoodsVersion:
    """A complete draft."""
    return draft_goods(
        category_id=(leaf or category(at)).id,
        content=content(who, **change),
        skus=[SkuWish(name=f"{n}号") for n in range(1, skus + 1)],
        pictures=[picture(who)],
        by=who.writer,
        at=at,
    )


def submitted(who: Seller, at: datetime, **wish: object) -> GoodsVersion:
    """A version that waits for the reviewer."""
    return submit_goods_version(version_id=drafted(who, at, **wish).id, by=who.writer, at=at)  # type: ignore[arg-type]


def approve(version_id: UUID, at: datetime, by: Actor | None = None) -> None:
    """The reviewer finds every item in order."""
    review = approvals.review_of(version_id)
    assert review is not None
    judgement = Judgement(
        step="review", verdict=Verdict.APPROVE, answers=GOODS_INFORMATION.all_ok("review"), note=""
    )
    reviewer = by or somebody("审核员", Role.PRODUCT_REVIEWER)
    approvals.decide(review_id=review.id, judgement=judgement, by=reviewer, at=at)


def published(who: Seller, at: datetime, **wish: object) -> GoodsVersion:
    """A version that customers see."""
    version = submitted(who, at, **wish)
    approve(version.id, at + timedelta(minutes=1))
    version.refresh_from_db()
    return version


def sku_of(version: GoodsVersion) -> Sku:
    """The first SKU of these goods."""
    return Sku.objects.filter(goods_id=version.goods_id).order_by("position")[0]


def research(who: Seller, at: datetime, *skus: Sku) -> MarketResearch:
    """The market was looked at for these SKUs today."""
    offer = CompetingOffer("某电视购物", "青瓷茶具", 31_900, "https://example.com/1", at.date())
    found = Research(
        skus=[sku.id for sku in skus],
        researched_on=at.date(),
        offers=[offer],
        demand="节前送礼需求上升",
        conclusion="可与同行持平",
    )
    return research_market(research=found, by=who.writer, at=at)


def propose(
    who: Seller,
    at: datetime,
    amounts: Mapping[Sku, int],
    *,
    kind: PriceKind = PriceKind.NORMAL,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    compare: bool = False,
    by: Actor | None = None,
) -> PriceChange:
    """A proposed price for each SKU, with research of today."""
    lines = [LineWish(sku.id, amount, compare=compare) for sku, amount in amounts.items()]
    terms = PriceTerms(kind=kind, lines=lines, starts_at=starts_at or at, ends_at=ends_at)
    found = research(who, at, *amounts)
    return propose_price_change(
        terms=terms, research_id=found.id, reason="随行就市", by=by or who.writer, at=at
    )


def judge_price(change: PriceChange, step: str, at: datetime, by: Actor | None = None) -> None:
    """One step of the review finds everything in order."""
    role = {"evaluate": Role.PRICE_MANAGER, "approve": Role.PRICE_APPROVER}[step]
    review = approvals.review_of(change.id)
    assert review is not None
    judgement = Judgement(step=step, verdict=Verdict.APPROVE, answers=PRICE_CHANGE.all_ok(step))
    approvals.decide(review_id=review.id, judgement=judgement, by=by or somebody("价格", role), at=at)


def priced(who: Seller, at: datetime, amounts: Mapping[Sku, int], **terms: object) -> PriceChange:
    """Prices in the price list, evaluated and approved."""
    change = propose(who, at, amounts, **terms)  # type: ignore[arg-type]
    judge_price(change, "evaluate", at)
    judge_price(change, "approve", at)
    change.refresh_from_db()
    return change


def on_sale(who: Seller, at: datetime, *, amount_fen: int = 29_900, **wish: object) -> Sku:
    """A SKU that customers can order now, as far as information and price go."""
    sku = sku_of(published(who, at, **wish))
    priced(who, at + timedelta(minutes=1), {sku: amount_fen})
    return sku


def stocked(sku: Sku, pieces: int, at: datetime) -> None:
    """So many sellable pieces in a warehouse."""
    warehouse = new_id()
    moves = [
        Transfer(stock.sellable(sku.id), stock.accepted(sku.id), pieces),
        Transfer(stock.on_hand(warehouse, sku.id), stock.supplied(sku.goods.supplier_id, sku.id), pieces),
    ]
    subject = Subject("inventory.receiptline", new_id())
    ledger.post(
        Entry(kind="test.stocked", key=f"test:{subject.id}", at=at, subject=subject, transfers=moves),
        by=SYSTEM,
    )


def reviewer() -> Actor:
    """Somebody who reviews goods information."""
    return somebody("审核员", Role.PRODUCT_REVIEWER)


def settle(at: datetime) -> None:
    """What the job does each minute: settle the references of promotions that have begun."""
    settle_references(by=SYSTEM, at=at)
