"""A seller joins: it applies, is checked, visited and signed; its goods are listed, priced and received."""

import hashlib
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from uuid import UUID

from PIL import Image

from zhanggui.domain.catalog.operations.draft_goods import draft_goods
from zhanggui.domain.catalog.operations.prepare_picture import prepare_picture
from zhanggui.domain.catalog.operations.submit_goods_version import submit_goods_version
from zhanggui.domain.catalog.rules import GoodsContent, PictureRef, SkuWish
from zhanggui.domain.inventory.models import Receipt
from zhanggui.domain.inventory.operations.inspect_receipt_line import inspect_receipt_line
from zhanggui.domain.inventory.operations.receive_goods import receive_goods
from zhanggui.domain.inventory.rules import Delivered, Found, Papers
from zhanggui.domain.partners.content import ApplicationContent
from zhanggui.domain.partners.models import Supplier
from zhanggui.domain.partners.operations.record_site_visit import Visit, record_site_visit
from zhanggui.domain.partners.operations.register_partner import NewFirm, register_partner
from zhanggui.domain.partners.operations.sign_agreement import Terms, sign_agreement
from zhanggui.domain.partners.operations.submit_application import submit_application
from zhanggui.identity.actor import PUBLIC, Actor
from zhanggui.identity.models import Organisation
from zhanggui.mechanisms.access.applicants import NewAccount
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.replay import memory
from zhanggui.replay.cast import firm_of, judge, staff
from zhanggui.replay.prices import publish

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
YEARS = timedelta(days=3650)
COMMISSION_BP = 1_000
"""No history tells what its market place kept; a tenth is taken, so that statements have something to say."""
SKUS_A_GOODS = 150
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the plan."""

    key: str
    category: str
    price_fen: int
    pieces: int
    name: str


def credit_code(seed: str) -> str:
    """A unified social credit code that follows from the seed: foreign firms have none, ours must."""
    number = int(hashlib.sha256(seed.encode()).hexdigest(), 16)
    body = "91330100" + "".join(LETTERS[number // 31**place % 31] for place in range(9))
    total = sum(LETTERS.index(letter) * pow(3, place, 31) for place, letter in enumerate(body))
    return body + LETTERS[-total % 31]


@cache
def paper() -> bytes:
    """The scan that stands for every paper of a replayed firm: nothing is known but that there were some."""
    file = io.BytesIO()
    Image.new("RGB", (480, 360), (250, 246, 236)).save(file, "PNG", optimize=True)
    return file.getvalue()


def join(history: str, seller: str, kind: Organisation.Kind, at: datetime) -> UUID:
    """Walk one firm from its application to its agreement; its identifier as a partner."""
    code = credit_code(f"{history}/{kind}/{seller}")
    username = f"{history}.{hashlib.sha256(f'{kind}/{seller}'.encode()).hexdigest()[:24]}"
    account = NewAccount(username=username, name=seller[:60], password=None)
    firm = NewFirm(kind=kind, name=f"{seller[:40]} ({history})", uscc=code)
    partner = register_partner(firm=firm, account=account, by=PUBLIC, at=at)
    by = firm_of(partner.organisation_id)
    file_paper(by, "business_licence", code, at)
    if kind == Organisation.Kind.CARRIER:
        file_paper(by, "courier_licence", code[2:], at)
    application = submit_application(
        organisation_id=partner.organisation_id, content=_content(firm, seller), by=by, at=at
    )
    supplier = kind == Organisation.Kind.SUPPLIER
    judge(application.id, "check", staff(history, "supplier-manager" if supplier else "logistics"), at)
    if supplier:
        inspector = staff(history, "inspector")
        visit = Visit(visited_on=at.date(), place=seller[:60], findings="as in its history", passed=True)
        record_site_visit(application_id=application.id, visit=visit, by=inspector, at=at)
        judge(application.id, "visit", inspector, at)
    _sign(history, partner.organisation_id, seller, at)
    judge(application.id, "agreement", staff(history, "executive"), at)
    return partner.id


def _content(firm: NewFirm, seller: str) -> ApplicationContent:
    return ApplicationContent(
        firm_name=firm.name,
        legal_person=seller[:40],
        address=seller[:60],
        contact_name=seller[:40],
        contact_mobile="13900000000",
        contact_email="history@example.org",
        intention="sells as it did elsewhere",
        goods_summary="as in its history",
    )


def file_paper(by: Actor, kind: str, number: str, at: datetime) -> UUID:
    """File one paper of a firm."""
    filing = Filing(
        type=kind,
        organisation=by.organisation_id or UUID(int=0),
        number=number,
        issuer="history",
        valid_from=at.date(),
        valid_to=(at + YEARS).date(),
    )
    upload = Upload(f"{kind}.png", paper(), "image/png")
    return store_document(upload=upload, filing=filing, by=by, at=at).pk


def _sign(history: str, organisation_id: UUID, seller: str, at: datetime) -> None:
    terms = Terms(
        terms_version="replay",
        starts_on=at.date(),
        ends_on=(at + YEARS).date(),
        signed_on=at.date(),
        signatory=seller[:40],
        commission_bp=COMMISSION_BP,
    )
    signed = Upload("agreement.png", paper(), "image/png")
    by = staff(history, "executive")
    sign_agreement(organisation_id=organisation_id, terms=terms, signed=signed, by=by, at=at)


def stock_up(history: str, supplier: UUID, articles: list[Article], at: datetime) -> None:
    """List and price what a seller has not listed yet, and receive so many pieces of everything."""
    known = {article.key: memory.bring(history, article.key, article.pieces) for article in articles}
    skus = {key: sku for key, sku in known.items() if sku is not None}
    if new := [article for article in articles if article.key not in skus]:
        skus |= _list_all(history, supplier, new, at)
    _receive(history, supplier, [(skus[article.key], article.pieces) for article in articles], at + DAY)


def _list_all(history: str, supplier: UUID, articles: list[Article], at: datetime) -> dict[str, UUID]:
    by = firm_of(Supplier.objects.values_list("organisation_id", flat=True).get(pk=supplier))
    report = file_paper(by, "quality_report", supplier.hex[:16], at)
    upload = Upload("goods.png", paper(), "image/png")
    picture = prepare_picture(upload=upload, organisation_id=by.organisation_id, by=by, at=at)  # type: ignore[arg-type]
    skus: dict[str, UUID] = {}
    ordered = sorted(articles, key=lambda article: (article.category, article.key))
    for category, group in groupby(ordered, key=lambda article: article.category):
        listed = list(group)
        for start in range(0, len(listed), SKUS_A_GOODS):
            skus |= _list(history, category, listed[start : start + SKUS_A_GOODS], (report, picture), by, at)
    for article in articles:
        memory.remember(history, "sku", article.key, skus[article.key], str(article.pieces))
    publish(history, {skus[article.key]: article.price_fen for article in articles}, at + DAY)
    return skus


def _list(
    history: str,
    category: str,
    articles: list[Article],
    papers: tuple[UUID, PictureRef],
    by: Actor,
    at: datetime,
) -> dict[str, UUID]:
    """One page of goods, each article a SKU of it, reviewed item by item; the SKUs by article."""
    title = f"{category} {by.name[:8]}"
    content = GoodsContent(
        name=title[:100], brand="–", specification="–", model=by.name[:20], origin="–",
        price_wish_fen=articles[0].price_fen, maker_name=by.name[:60], maker_address="–",
        standard="–", packaging="–", contents="1",
        description=articles[0].name or title, delivery_terms="–", after_sales="–", return_address="–",
        quality_report=papers[0],
    )  # fmt: skip
    wishes = [SkuWish(name=(article.name or article.key)[:60]) for article in articles]
    version = draft_goods(
        category_id=memory.counterpart(history, "category", category),
        content=content,
        skus=wishes,
        pictures=(papers[1],),
        by=by,
        at=at,
    )
    submit_goods_version(version_id=version.pk, by=by, at=at)
    judge(version.pk, "review", staff(history, "reviewer"), at)
    return {article.key: UUID(row["sku"]) for article, row in zip(articles, version.skus, strict=True)}


def _receive(history: str, supplier: UUID, lots: list[tuple[UUID, int]], at: datetime) -> None:
    # A longer choice of the history brings further goods of a supplier: each delivery has a note of its own.
    note = f"{history[:30]}/{lots[0][0].hex[-12:]}/{Receipt.objects.filter(supplier_id=supplier).count() + 1}"
    receipt = receive_goods(
        warehouse_id=memory.counterpart(history, "warehouse", "one"),
        supplier_id=supplier,
        lines=[Delivered(sku_id=sku, quantity=pieces, lot=history[:16]) for sku, pieces in lots],
        papers=Papers(delivery_note=note, purchased_on=at.date()),
        by=staff(history, "keeper"),
        at=at,
    )
    inspector = staff(history, "inspector")
    for line in receipt.lines.order_by("position"):
        inspect_receipt_line(line_id=line.pk, found=Found(passed=line.quantity), by=inspector, at=at)
